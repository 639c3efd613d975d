import { mixedLocales } from '../config/known-locales.js';
import type { Locale, LocaleOption } from '../types/plan-row.js';
import type { Deck } from './stratify.js';

/** Locale of row `index`: the one asked for, or of each hundred rows the share that each locale has, to one slot. */
export function rowLocale(
  index: number,
  option: LocaleOption,
  shares: { readonly [locale: string]: number },
  deck: Deck,
): Locale {
  if (option !== mixedLocales) return option;
  const locales = Object.keys(shares)
    .filter((locale) => (shares[locale] ?? 0) > 0)
    .sort();
  const last = locales.pop();
  if (last === undefined) throw new RangeError('No locale has a share.');
  // Each is dealt to the rows that those before it left; the last one has the rest.
  let isLeft = (_row: number): boolean => true;
  for (const locale of locales) {
    const eligible = isLeft;
    const isDealt = (row: number): boolean => deck(`locale/${locale}`, shares[locale] ?? 0, row, eligible);
    if (isDealt(index)) return locale;
    isLeft = (row) => eligible(row) && !isDealt(row);
  }
  return last;
}
