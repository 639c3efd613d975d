import { createRandom } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import { type Anchor, createLazyAnchor, placedAnchor } from '../values/anchor.js';
import { currencyUnits } from '../values/data/currency-units.js';
import { localeData } from '../values/locale-data.js';
import { stableHash } from '../values/stable-hash.js';
import { anchorHints } from './anchor-hints.js';
import type { EntityProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import { targetsOf } from './references.js';
import type { World, WorldSettings } from './world.js';

/**
 * Finds the place and person of an instance: what its facts say, else where the thing is that it is a part of or refers to,
 * else a place of its own. Drawn once for each instance.
 */
export function createAnchorLookup(
  settings: WorldSettings,
  profileOf: (entity: string) => EntityProfile,
  world: () => World,
): (instance: Instance) => Anchor {
  const locale = localeData(settings.locale);
  const open = new Set<Instance>();
  const anchorOf = (instance: Instance): Anchor => {
    if (instance.anchor === null) {
      open.add(instance);
      instance.anchor = draw(instance);
      open.delete(instance);
    }
    return instance.anchor;
  };
  const anchors = createRandom(`${settings.seed}/anchor`);
  const draw = (instance: Instance): Anchor => {
    const random = anchors.fork(instance.key);
    const hints = anchorHints(instance);
    const whole = hints.from === undefined && hints.named === undefined ? wholeOf(instance) : undefined;
    if (whole !== undefined) {
      const journey = anchorOf(whole);
      return placedAnchor(createLazyAnchor(settings.locale, random), journey.place, journey);
    }
    const anchor = createLazyAnchor(settings.locale, random, hints);
    const traits = placeTraitsOf(profileOf(instance.entity));
    const placeless = hints.from === undefined && !traits.hasPlace;
    const currency = hints.currency ?? (placeless ? homeCurrency(instance.entity) : anchor.place.currency);
    const city = hints.from === undefined ? (hints.named ?? anchor.place.city) : anchor.place.city;
    const shown = shownCurrency(
      currency,
      hints.currency !== undefined,
      traits,
      instance.facts.get('#capped'),
    );
    const isAsDrawn = anchor.place.city === city && anchor.place.currency === shown;
    const place = isAsDrawn ? anchor.place : { ...anchor.place, city, currency: shown };
    return placedAnchor(anchor, place, anchor);
  };
  const wholeOf = (instance: Instance): Instance | undefined => {
    if (instance.parent !== null) return instance.parent;
    // Things that refer to each other: one of them has the place of its own.
    for (const target of targetsOf(instance, world())) if (!open.has(target)) return target;
    return undefined;
  };
  const shownCurrency = (
    currency: string,
    stated: boolean,
    traits: PlaceTraits,
    cap: JsonValue | undefined,
  ): string => {
    const offered = offeredCurrencies(currency, stated, traits, cap);
    return offered.length === 0 || offered.includes(currency)
      ? currency
      : (offered[stableHash(`${settings.seed}/${currency}`) % offered.length] ?? currency);
  };
  const offeredCurrencies = (
    currency: string,
    stated: boolean,
    { currencies, boundsAmounts }: PlaceTraits,
    cap: JsonValue | undefined,
  ): readonly string[] => {
    if (currencies.length > 0) return currencies;
    // Amounts bounded for dollars and euros, by a schema or by who asks, make no sense in yen.
    const hard = (currencyUnits[currency] ?? 1) > 8 ? hardCurrencies : [];
    if (boundsAmounts) return hard;
    if (cap === undefined) return [];
    // Who asks thinks in the money of home, unless it would buy next to nothing.
    const { homeCurrency: own } = locale;
    const isOwn = own !== null && !stated && Number(cap) >= leastSpent * (currencyUnits[own] ?? 1);
    return isOwn ? [own] : hard;
  };
  let home: string | undefined;
  const homeCurrency = (entity: string): string => {
    home ??=
      locale.homeCurrency ??
      createLazyAnchor(settings.locale, createRandom(`${settings.seed}/home`)).place.currency;
    return /stock|share|crypto|coin|commodity/.test(entity) ? 'USD' : home;
  };
  return anchorOf;
}

/** In dollars: the least that anybody sets as a limit. */
const leastSpent = 4;
const hardCurrencies = ['USD', 'EUR', 'GBP'];

/** What an entity's attributes say about where it is and what its amounts are in. */
type PlaceTraits = {
  readonly hasPlace: boolean;
  readonly boundsAmounts: boolean;
  /** Currencies that the entity's endpoints can name; empty where they leave it open. */
  readonly currencies: readonly string[];
};

const placeTraits = new WeakMap<EntityProfile, PlaceTraits>();

function placeTraitsOf(profile: EntityProfile): PlaceTraits {
  let traits = placeTraits.get(profile);
  if (traits === undefined) {
    const { attributes } = profile;
    traits = {
      hasPlace: placeNames.some((name) => attributes.has(name)),
      boundsAmounts: boundsAmounts(attributes),
      currencies: (attributes.get('currency')?.schema.enum ?? [])
        .map(String)
        .filter((code) => Object.hasOwn(currencyUnits, code)),
    };
    placeTraits.set(profile, traits);
  }
  return traits;
}

const placeNames = ['city', 'country', 'country_code', 'address', 'location'];

function boundsAmounts(attributes: EntityProfile['attributes']): boolean {
  for (const [name, { schema }] of attributes)
    if (schema.maximum !== undefined && amounts.test(name)) return true;
  return false;
}

const amounts = /price|total|fee|amount|cost|fare|rent|salary|balance|budget|tuition|deposit|premium|charge/;
