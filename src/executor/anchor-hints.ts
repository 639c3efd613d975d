import { rememberByText } from '../concepts/remember-by-text.js';
import type { JsonValue } from '../types/json.js';
import { currencyUnits } from '../values/data/currency-units.js';
import { placeAt, placeOf } from '../values/nearest-place.js';
import { cityPlaces, type Place } from '../values/places.js';
import { stableHash } from '../values/stable-hash.js';
import type { Instance } from './instance.js';
import { traitsOf } from './name-traits.js';

/** What an instance's facts say about where it is: the anchor's place and destination must be there. */
export type AnchorHints = {
  readonly from?: Place | undefined;
  /** A name that no table knows: shown as it was given. */
  readonly named?: string;
  readonly to?: Place;
  readonly currency?: string;
};

export function anchorHints({
  entity,
  facts,
  key,
  id,
}: Pick<Instance, 'entity' | 'facts' | 'key' | 'id'>): AnchorHints {
  const kind = kindOfEntity(entity);
  const hints = facts.size === 0 ? {} : hintsOfFacts(facts, kind, key);
  // A code that names a place says where it is, whatever was searched for.
  const coded = typeof id === 'string' && kind.isNamedByCode ? placeOf(id) : undefined;
  return coded === undefined ? hints : { ...hints, from: coded };
}

function hintsOfFacts(
  facts: ReadonlyMap<string, JsonValue>,
  { isJourney, isLocal }: EntityKind,
  key: string,
): AnchorHints {
  const hints: { from?: Place | undefined; named?: string; to?: Place; currency?: string } = {};
  let hasPoint = false;
  for (const [attribute, value] of facts) {
    const says = sayingOf(attribute);
    if (!says.anything) continue;
    hasPoint ||= says.coordinate;
    if (typeof value !== 'string') continue;
    if (says.currency && Object.hasOwn(currencyUnits, value.toUpperCase()))
      hints.currency = value.toUpperCase();
    if (says.league) hints.from ??= cityOf(placeOf(value), key);
    if (says.postal && value !== '') hints.from ??= cityPlaces[stableHash(value) % cityPlaces.length];
    if (!says.destination && !(says.origin || (isLocal && says.searched))) continue;
    const place = placeOf(value);
    if (isJourney && says.destination) {
      if (place !== undefined) hints.to ??= place;
    } else if (place !== undefined) hints.from ??= place;
    else if (says.city && /^[^\d@/]{2,60}$/.test(value)) hints.named ??= value;
  }
  const point = hasPoint ? pointOf(facts) : undefined;
  if (point !== undefined) hints.from = point;
  return hints;
}

type EntityKind = {
  readonly isJourney: boolean;
  readonly isLocal: boolean;
  readonly isNamedByCode: boolean;
};

const kindOfEntity = rememberByText(
  (entity): EntityKind => ({
    isJourney: journeys.test(entity),
    isLocal: locals.test(entity),
    isNamedByCode: namedByCode.test(entity),
  }),
  20_000,
);

/** What a fact of that name says of where a thing is. */
type Saying = {
  readonly anything: boolean;
  readonly currency: boolean;
  readonly league: boolean;
  readonly postal: boolean;
  readonly origin: boolean;
  readonly searched: boolean;
  readonly destination: boolean;
  readonly city: boolean;
  readonly coordinate: boolean;
};

const sayingOf = rememberByText((attribute): Saying => {
  const says = {
    currency: currencies.test(attribute),
    league: /^(league|competition)(_name)?$/.test(attribute),
    postal: postal.test(attribute),
    origin: origins.test(attribute),
    searched: searched.test(attribute),
    destination: destinations.test(attribute),
    city: /^(city|town|location|location_name|q)$/.test(attribute),
    coordinate: traitsOf(attribute).coordinate !== null,
  };
  return { ...says, anything: Object.values(says).includes(true) };
}, 20_000);

/** Some city of the same country: a league has teams in many. */
function cityOf(place: Place | undefined, key: string): Place | undefined {
  if (place === undefined) return undefined;
  const cities = citiesIn(place.countryCode);
  return cities[stableHash(key) % Math.max(cities.length, 1)] ?? place;
}

const byCountry = new Map<string, readonly Place[]>();

/** The cities of a country; countries are few. */
function citiesIn(country: string): readonly Place[] {
  let cities = byCountry.get(country);
  if (cities === undefined) {
    cities = cityPlaces.filter(({ countryCode }) => countryCode === country);
    byCountry.set(country, cities);
  }
  return cities;
}

/** A latitude and a longitude, one under the name of the other's kind. */
function pointOf(facts: ReadonlyMap<string, JsonValue>): Place | undefined {
  let [latitude, longitude]: [number, number] = [Number.NaN, Number.NaN];
  for (const [attribute, value] of facts) {
    if (value === '' || (typeof value !== 'number' && typeof value !== 'string')) continue;
    const { coordinate } = traitsOf(attribute);
    if (coordinate === 'latitude') latitude = Number(value);
    else if (coordinate === 'longitude') longitude = Number(value);
  }
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? undefined : placeAt(latitude, longitude);
}

const journeys = /flight|route|train|trip|ride|bus|ferry|transfer|direction|itinerary|journey|transit|fare/;
const locals =
  /weather|forecast|air|astronomy|sun|moon|tide|alert|timezone|location|place|city|pollen|marine|observation|report/;
const namedByCode = /airport|city|country|region|state/;
const searched = /^(q|query|search|loc|place_name|point|coordinates?)$/;
const destinations = /(^|_)(to|dest|destination|arrival|dropoff)(_|$)/;
const origins =
  /(^|_)(city|town|location|place|origin|from|departure|pickup|airport|iata|area|near|address|geo|geocode|coordinates?|coords?|point|position|lat_?lo?ng?|lat_?long|origins?|country|country_code|country_name)(_|$)/;
/** A code that no table knows is that of one city, whoever asks for it. */
const postal = /(^|_)(postal_?code|post_?code|zip_?code|zip|postal)$/;
const currencies = /(^|_)(currency|base|from)(_|$)|currency_code/;
