import { currencies } from 'countries-list/currencies';
import type { Random } from '../../random/random.js';
import type { Locale } from '../../types/plan-row.js';
import { coins } from '../data/coins.js';
import { currencyUnits, wholeCurrencies } from '../data/currency-units.js';
import { priceRange } from '../data/price-ranges.js';
import { tickers } from '../data/tickers.js';
import { isLowerBound, isUpperBound } from '../label-sense.js';
import { localeData } from '../locale-data.js';
import type { Generator, ValueRequest } from '../value-request.js';
import { shapeGenerators } from './shapes.js';

const currencyCodes = Object.keys(currencyUnits);

/** A price in the anchor's currency, log-uniform over what such things cost, dearer where the anchor's quality is high. */
const price: Generator = (request, random) => {
  const [low, high] = priceRange(request.entity, request.label);
  const share = isLowerBound(request.label)
    ? random.next() * 0.35
    : isUpperBound(request.label)
      ? 0.55 + random.next() * 0.4
      : 0.55 * request.anchor.quality + 0.45 * random.next();
  const dollars = low * (high / low) ** share;
  const code = spokenCurrency(request);
  return endDigits(dollars * (currencyUnits[code] ?? 1), request, wholeCurrencies.has(code), random);
};

/** What is named beside the amount; else the locale's own, where it has one, or dollars and what is like them. */
function spokenCurrency({ anchor, locale, schema, label }: ValueRequest): string {
  const code = anchor.place.currency;
  if (anchor.currencyFixed === true) return code;
  const text = `${label} ${schema.description ?? ''}`;
  const named = namedCurrencies.find(([pattern]) => pattern.test(text))?.[1];
  return named ?? localeData(locale).homeCurrency ?? ((currencyUnits[code] ?? 1) <= 8 ? code : 'USD');
}

const namedCurrencies: readonly (readonly [RegExp, string])[] = [
  [/\b(usd|dollars?)\b|\$/i, 'USD'],
  [/\b(eur|euros?)\b|€/i, 'EUR'],
  [/\b(gbp|pounds sterling)\b|£/i, 'GBP'],
  [/\b(jpy|yen)\b|¥/i, 'JPY'],
];

/** Digits as people see them: bounds and large sums are round, prices end in .99, .95, .50 or any cent. */
function endDigits(amount: number, { label, schema }: ValueRequest, whole: boolean, random: Random): number {
  const bound = isLowerBound(label) || isUpperBound(label);
  if (bound || schema.type === 'integer')
    return roundTo(
      amount,
      amount > 20_000 ? 1000 : amount > 2000 ? 100 : amount > 200 ? 10 : amount > 20 ? 5 : 1,
    );
  if (whole) return roundTo(amount, amount > 2000 ? 100 : 10);
  if (amount > 5000) return roundTo(amount, 50);
  const cents = random.pickWeighted([0.99, 0.95, 0.5, 0, random.integer(1, 99) / 100], [3, 2, 2, 3, 5]);
  return Math.max(Math.round((Math.floor(amount) + cents) * 100) / 100, 0.5);
}

function roundTo(amount: number, step: number): number {
  return Math.max(step, Math.round(amount / step) * step);
}

export const moneyGenerators: { readonly [name: string]: Generator } = {
  price,
  amount: (request, random) => {
    const units = currencyUnits[spokenCurrency(request)] ?? 1;
    if (/\b(balance|salary|income|revenue|loan|mortgage|principal|invest)/i.test(request.label)) {
      return roundTo(1200 * 60 ** random.next() * units, 100);
    }
    const step = random.pick([1, 5, 10, 25]);
    const amount = roundTo((step === 1 ? 7 : 20) * 60 ** random.next(), step);
    return units > 40 ? roundTo(amount * units, 100) : amount;
  },
  percentage: ({ label }, random) => {
    if (/\b(change|growth|difference|gain)\b/i.test(label)) return (random.integer(-620, 840) || 35) / 100;
    if (/\b(interest|rate|apr|tax|fee|yield)\b/i.test(label)) return random.integer(50, 1450) / 100;
    return random.integer(1, 97);
  },
  currency_code: currencyCode,
  currency_name: (request, random) => currencyName(currencyCode(request, random), request.locale),
  ticker: (request, random) =>
    /weather|forecast|nowcast|observation/.test(request.entity ?? '')
      ? String(shapeGenerators.weather_code?.(request, random))
      : random.pick(tickers)[0],
  ticker_company: (_request, random) => random.pick(tickers)[1],
  crypto_symbol: (_request, random) => random.pick(coins)[0] as string,
  crypto_name: (_request, random) => random.pick(coins)[1] as string,
};

/** The place's own currency; where that is one of the two that dominate the world, any other as often. */
function currencyCode({ anchor, label }: ValueRequest, random: Random): string {
  const own = anchor.place.currency;
  const target = anchor.destination.currency;
  if (
    anchor.currencyFixed === true &&
    !/\b(to|from|base|source|target|destination|into|quote)\b/i.test(label)
  )
    return own;
  if (/\b(to|target|destination|into|quote)\b/i.test(label)) {
    return target === own || random.chance(0.5)
      ? random.pick(currencyCodes.filter((code) => code !== own))
      : target;
  }
  return (own === 'EUR' || own === 'USD') && random.chance(0.55) ? random.pick(currencyCodes) : own;
}

function currencyName(code: string, locale: Locale): string {
  const own = localeData(locale).names.currencies.get(code);
  return own ?? currencies[code as keyof typeof currencies]?.name ?? 'US Dollar';
}
