import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { findPlace } from '../values/places.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';

type Point = { readonly latitude: number; readonly longitude: number };

/**
 * How far apart the two points or places lie that the call names, and how long the way takes; undefined where it names no
 * two. Distances in the unit that the attribute's name says, kilometres where it says none; durations in whole minutes.
 */
export function distanceValue(
  { facts, entity, base }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
): JsonValue | undefined {
  const isDuration = durations.test(attribute);
  const unit = distances.test(attribute) ? unitOf(attribute) : undefined;
  if (!isDuration && unit === undefined) return undefined;
  const [from, to] = endsOf(new Map([...(base?.facts ?? []), ...facts]));
  if (from === undefined || to === undefined) return undefined;
  const kilometres = kilometresBetween(from, to);
  const minutes = /flight|air/.test(entity) ? 30 + kilometres / flying : 4 + kilometres / driving;
  const value = isDuration ? Math.round(minutes) : Math.round(kilometres * (unit ?? 1) * 10) / 10;
  if (namesType(schema, 'string')) return String(value);
  return namesType(schema, 'integer') ? Math.round(value) : value;
}

export const durations = /^(travel_|drive_|driving_)?(duration|time)_?(minutes|min|mins)$/;
export const distances = /(^|_)(distance|length_of_route|separation)(_|$)/;

/** Kilometres as the crow flies in a minute; an aeroplane takes half an hour more to start and land. */
const [flying, driving] = [13, 0.95];

/** Units of the named kind in a kilometre. */
function unitOf(attribute: string): number {
  if (/(^|_)(mi|mile|miles)(_|$)/.test(attribute)) return 0.621371;
  if (/(^|_)(m|meters?|metres?)(_|$)/.test(attribute)) return 1000;
  if (/(^|_)(nm|nautical)(_|$)/.test(attribute)) return 0.539957;
  return 1;
}

/** The two points whose coordinates have names that differ, else the two places that origin and destination name. */
function endsOf(facts: ReadonlyMap<string, JsonValue>): readonly (Point | undefined)[] {
  const points = new Map<string, { latitude?: number; longitude?: number }>();
  for (const [name, value] of facts) {
    const match = /^#?(.*?)(lat|lon|lng|long)(?:itude)?(_?\d*|_\w+)$/.exec(name);
    const number = Number(value);
    if (match === null || value === '' || typeof value === 'object' || !Number.isFinite(number)) continue;
    const key = `${match[1]}/${match[3]}`;
    points.set(key, { ...points.get(key), [match[2] === 'lat' ? 'latitude' : 'longitude']: number });
  }
  const whole = [...points].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, point]) => point);
  if (whole.length === 2) return whole.map(toPoint);
  const named = (pattern: RegExp): Point | undefined => {
    for (const [name, value] of facts)
      if (pattern.test(name) && typeof value === 'string') return findPlace(value) ?? pointIn(value);
    return undefined;
  };
  return [
    named(
      /^(from|origin|start|source|departure|pickup)(_(city|airport|location|place|address|point|iata|code))?$/,
    ),
    named(
      /^(to|destination|end|goal|target|arrival|dropoff)(_(city|airport|location|place|address|point|iata|code))?$/,
    ),
  ];
}

function toPoint({ latitude, longitude }: { latitude?: number; longitude?: number }): Point | undefined {
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

function pointIn(text: string): Point | undefined {
  const match = /^\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*$/.exec(text);
  return match === null ? undefined : { latitude: Number(match[1]), longitude: Number(match[2]) };
}

function kilometresBetween(from: Point, to: Point): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (left: number, right: number): number => Math.sin(radians(right - left) / 2) ** 2;
  const chord =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude);
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
