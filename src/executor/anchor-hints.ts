import type { JsonValue } from '../types/json.js';
import { currencyUnits } from '../values/data/currency-units.js';
import { placeAt, placeOf } from '../values/nearest-place.js';
import { cityPlaces, type Place } from '../values/places.js';
import { stableHash } from '../values/stable-hash.js';
import type { Instance } from './instance.js';

/** What an instance's facts say about where it is: the anchor's place and destination must be there. */
export type AnchorHints = {
  readonly from?: Place | undefined;
  /** A name that no table knows: shown as it was given. */
  readonly named?: string;
  readonly to?: Place;
  readonly currency?: string;
};

export function anchorHints(instance: Pick<Instance, 'entity' | 'facts' | 'key' | 'id'>): AnchorHints {
  const hints: { from?: Place | undefined; named?: string; to?: Place; currency?: string } = {};
  const journey = journeys.test(instance.entity);
  const local = locals.test(instance.entity);
  for (const [attribute, value] of instance.facts) {
    if (typeof value !== 'string') continue;
    if (currencies.test(attribute) && Object.hasOwn(currencyUnits, value.toUpperCase()))
      hints.currency = value.toUpperCase();
    if (/^(league|competition)(_name)?$/.test(attribute)) hints.from ??= cityOf(placeOf(value), instance.key);
    if (postal.test(attribute) && value !== '')
      hints.from ??= cityPlaces[stableHash(value) % cityPlaces.length];
    const isOrigin = origins.test(attribute) || (local && searched.test(attribute));
    if (!isOrigin && !destinations.test(attribute)) continue;
    const place = placeOf(value);
    if (journey && destinations.test(attribute)) {
      if (place !== undefined) hints.to ??= place;
    } else if (place !== undefined) hints.from ??= place;
    else if (/^(city|town|location|location_name|q)$/.test(attribute) && /^[^\d@/]{2,60}$/.test(value))
      hints.named ??= value;
  }
  const point = pointOf(instance.facts);
  if (point !== undefined) hints.from = point;
  // A code that names a place says where it is, whatever was searched for.
  const coded =
    typeof instance.id === 'string' && namedByCode.test(instance.entity) ? placeOf(instance.id) : undefined;
  return coded === undefined ? hints : { ...hints, from: coded };
}

/** Some city of the same country: a league has teams in many. */
function cityOf(place: Place | undefined, key: string): Place | undefined {
  if (place === undefined) return undefined;
  const cities = cityPlaces.filter(({ countryCode }) => countryCode === place.countryCode);
  return cities[stableHash(key) % Math.max(cities.length, 1)] ?? place;
}

/** A latitude and a longitude, one under the name of the other's kind. */
function pointOf(facts: ReadonlyMap<string, JsonValue>): Place | undefined {
  let [latitude, longitude]: [number, number] = [Number.NaN, Number.NaN];
  for (const [attribute, value] of facts) {
    if (value === '' || (typeof value !== 'number' && typeof value !== 'string')) continue;
    if (latitudes.test(attribute)) latitude = Number(value);
    else if (longitudes.test(attribute)) longitude = Number(value);
  }
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? undefined : placeAt(latitude, longitude);
}

/** Marked ones tell where to look, but are not shown. */
export const latitudes = /^#?(\w+_)?lat(itude)?$/;
export const longitudes = /^#?(\w+_)?(lon|lng|long|longitude)$/;
const journeys = /flight|route|train|trip|ride|bus|ferry|transfer|direction|itinerary|journey|transit|fare/;
const locals =
  /weather|forecast|air|astronomy|sun|moon|tide|alert|timezone|location|place|city|pollen|marine|observation|report/;
const namedByCode = /airport|city|country|region|state/;
const searched = /^(q|query|search|loc|place_name|point|coordinates?)$/;
const destinations = /(^|_)(to|dest|destination|arrival|dropoff)(_|$)/;
const origins =
  /(^|_)(city|town|location|place|origin|from|departure|pickup|airport|iata|area|near|address|geo|geocode|coordinates?|latlng|lat_lon|latlong|country|country_code|country_name)(_|$)/;
/** A code that no table knows is that of one city, whoever asks for it. */
const postal = /(^|_)(postal_?code|post_?code|zip_?code|zip|postal)$/;
const currencies = /(^|_)(currency|base|from)(_|$)|currency_code/;
