import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { addDays, toIsoDate, toMilliseconds, toTime } from '../values/calendar.js';
import { stableHash } from '../values/stable-hash.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';
import type { World } from './world.js';

/** Attributes that others, or now, may put in order. */
export function isOrderedTime(attribute: string): boolean {
  return (
    attribute === 'date' ||
    [creation, readings, updates, changes, arrivals].some((pattern) => pattern.test(attribute)) ||
    dues.test(attribute) ||
    [...dateEnds, ...opens].some(([pattern]) => pattern.test(attribute))
  );
}

/** Dates and times that lie where others of the instance, or now, put them; undefined for attributes that are free. */
export function orderedTime(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  siblings: Siblings,
  world: World,
): JsonValue | undefined {
  if (profile.schema.type !== undefined && !namesType(profile.schema, 'string')) return undefined;
  return (
    momentOfCreation(instance, attribute, profile, world) ??
    momentOfReading(instance, attribute, profile, world) ??
    lastChange(instance, attribute, profile, siblings, world) ??
    arrivalTime(attribute, siblings) ??
    laterDate(attribute, siblings) ??
    dueDate(instance, attribute, profile) ??
    closingTime(attribute, siblings)
  );
}

const creation =
  /^(created|order(ed)?|booking|booked|issued?|placed|registered|submitted|requested|reported|uploaded|sent|filed|applied|opened|posted|published|saved|added|joined|purchased|purchase|signed_up|logged|received|started|borrowed)(_at|_on|_date|_time|_date_time)$|^(created|timestamp|ordered|submitted|posted|sent)$/;
/** Whose plain `date` is the day on which they were made. */
const madeOn = /payment|transfer|transaction|message|review|comment|expense|order$|purchase|donation/;

function momentOfCreation(
  { entity, facts }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  world: World,
): string | undefined {
  if (facts.get('#created') !== true) return undefined;
  if (!creation.test(attribute) && !(attribute === 'date' && madeOn.test(entity))) return undefined;
  return moment(world.settings.now, attribute, schema.format);
}

function moment(time: string, attribute: string, format: string | undefined): string {
  const dated = format === 'date' || (format === undefined && /(^|_)(date|on)$/.test(attribute));
  if (dated) return time.slice(0, 10);
  return format === 'time' || /^time$/.test(attribute) ? time.slice(11, 16) : time;
}

const readings =
  /^(observed|measured|as_of|retrieved|fetched|last_reading|reading|quoted)(_at|_on|_time|_date)?$/;
const updates = /^(last_)?updated?(_at|_on|_time)?$|^(timestamp|time_stamp)$/;

/** A reading of the moment is some minutes old. */
function momentOfReading(
  { key, entity, position, facts }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  world: World,
): string | undefined {
  if (position !== null && position.stepDays !== 1) return undefined;
  const reading =
    readings.test(attribute) ||
    (updates.test(attribute) &&
      /weather|air|aqi|tide|quote|stock|coin|crypto|rate|traffic|forecast|departure|status/.test(entity));
  if (!reading || /history|sighting|observation/.test(entity)) return undefined;
  const asked = ['date', 'dt', 'day', 'on'].map((name) => facts.get(name)).find(isDay);
  // What was asked of a day is of that day.
  if (asked !== undefined) {
    const time = `${asked.slice(0, 10)}T${toTime(360 + (stableHash(key) % 60) * 12)}:00`;
    return moment(time < world.settings.now ? time : world.settings.now, attribute, schema.format);
  }
  const minutes = 2 + (stableHash(key) % 9) * 5;
  const time = new Date(toMilliseconds(world.settings.now) - minutes * 60_000).toISOString().slice(0, 19);
  return moment(time, attribute, schema.format);
}

function isDay(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
}

const changes =
  /^((last_)?(updated|modified|changed|edited)(_at|_on|_date|_time)?|last_(update|change|activity))$/;

/** Not before the creation, and now after a write. */
function lastChange(
  { facts, key }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  { read, attributes }: Siblings,
  world: World,
): string | undefined {
  if (!changes.test(attribute)) return undefined;
  const { now } = world.settings;
  if (facts.has('#written') || facts.get('#created') === true) return moment(now, attribute, schema.format);
  const made = [...attributes.keys()].find((name) => creation.test(name) && name !== attribute);
  const start = made === undefined ? undefined : read(made);
  if (typeof start !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(start)) return undefined;
  const [from, to] = [toMilliseconds(start.length > 10 ? start : `${start}T12:00:00`), toMilliseconds(now)];
  if (!(from < to)) return moment(now, attribute, schema.format);
  const share = (stableHash(`${key}/${attribute}`) % 1000) / 1000;
  const time = from + Math.floor(((to - from) * share) / 60_000) * 60_000;
  return moment(new Date(time).toISOString().slice(0, 19), attribute, schema.format);
}

const dateEnds: readonly (readonly [RegExp, string])[] = [
  [/^check_out(_date)?$/, 'check_in'],
  [/^end(_date)?$/, 'start'],
  [/^to_date$/, 'from'],
  [/^return_date$/, 'departure'],
  [/^return_date$/, 'pickup'],
  [/^dropoff_date$/, 'pickup'],
  [/^last_(?:day|date)$/, 'first'],
  [/^valid_(?:until|to|through|till)$/, 'valid_from'],
  [/^(?:ends_on|end_on|ends|end_day)$/, 'starts_on'],
  [/^(?:ends_on|end_on|ends|end_day)$/, 'start_day'],
];

/** What is due is so after what it was issued on, which a call may have asked for. */
const dues = /^(?:due|return|expiry|expiration|expires|valid)(?:_(?:on|by|date|at|until))?$|^payment_due$/;
const issues =
  /^(?:issued?|invoice|billing|billed|order(?:ed)?|borrow(?:ed)?|loan(?:ed)?|created|placed|sent|checked_out)(?:_(?:on|at|date))?$/;

function dueDate({ facts }: Instance, attribute: string, { schema }: AttributeProfile): string | undefined {
  if (!dues.test(attribute)) return undefined;
  const [, from] = [...facts].find(([name, value]) => issues.test(name) && isDay(value)) ?? [];
  if (!isDay(from)) return undefined;
  const day = toIsoDate(addDays(from.slice(0, 10), 14));
  return schema.format === 'date-time' ? `${day}T${from.slice(11) || '12:00:00Z'}` : day;
}

function laterDate(attribute: string, { read, number }: Siblings): string | undefined {
  for (const [pattern, start] of dateEnds) {
    if (!pattern.test(attribute)) continue;
    const from = read(`${start}_date`) ?? read(`${start}_day`) ?? read(start);
    if (typeof from !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(from)) continue;
    return toIsoDate(
      addDays(from, number('nights', 'duration_days', 'days') ?? 1 + (Number(from.slice(8)) % 6)),
    );
  }
  return undefined;
}

const arrivals = /^(arriv(?:al|e|es)(?:_time|_at)?|end(?:s_at|_time))$/;

/** What departs arrives after its duration; what starts ends after it. */
function arrivalTime(attribute: string, { read, number }: Siblings): string | undefined {
  const arrives = arrivals.exec(attribute)?.[1];
  if (arrives === undefined) return undefined;
  const names = arrives.startsWith('arriv')
    ? ['departure_time', 'depart_time', 'departs_at', 'departure', 'departure_at']
    : ['start_time', 'starts_at'];
  const minutes = number('duration_minutes', 'duration', 'travel_minutes') ?? 90;
  return shifted(names.map(read), minutes);
}

const opens: readonly (readonly [RegExp, readonly string[], number])[] = [
  [/^(clos(e|es|ing)(_time|_at)?)$/, ['opening_time', 'opens_at', 'open_time', 'opens', 'opening'], 540],
  [
    /^doors?(_open|_time|_open_time|_at|_opening|_open_at)?$/,
    ['start_time', 'starts_at', 'show_time', 'time'],
    -60,
  ],
];

/** What opens closes nine hours later, or up to three more; doors open before the show. */
function closingTime(attribute: string, { read }: Siblings): string | undefined {
  for (const [pattern, names, minutes] of opens) {
    if (!pattern.test(attribute)) continue;
    const start = names.map(read);
    return shifted(start, minutes > 0 ? minutes + (stableHash(String(start)) % 7) * 30 : minutes);
  }
  return undefined;
}

/** The first of the times, so many minutes later; a time of day stays within midnight where it would only just pass it. */
function shifted(times: readonly (JsonValue | undefined)[], minutes: number): string | undefined {
  const start = times.find((value) => typeof value === 'string' && /\d{2}:\d{2}/.test(value));
  if (typeof start !== 'string') return undefined;
  if (/^\d{2}:\d{2}/.test(start))
    return toTime((Number(start.slice(0, 2)) * 60 + Number(start.slice(3, 5)) + minutes + 1440) % 1440);
  return `${new Date(toMilliseconds(start) + minutes * 60_000).toISOString().slice(0, 19)}${start.slice(19)}`;
}
