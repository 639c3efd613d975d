import type { JsonValue } from '../types/json.js';
import { addDays, toIsoDate, toMilliseconds, toTime } from '../values/calendar.js';
import { currencyUnits } from '../values/data/currency-units.js';
import { stableHash } from '../values/stable-hash.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import { pairedName } from './paired-names.js';
import type { World } from './world.js';

/**
 * Value that follows from others of the same instance: a total is unit price times count, a maximum lies above its minimum, a
 * related entity's name is that entity's. Undefined where nothing follows. Depends on which attributes the entity has over all
 * endpoints, never on which of them a response shows, so that all views agree.
 */
export function correlatedValue(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): JsonValue | undefined {
  return (
    relatedValue(instance, attribute, world) ??
    pairedName(instance, attribute, profile, world) ??
    statusValue(instance, attribute, profile) ??
    computedValue(instance, attribute, profile, world)
  );
}

/** `hotel_name` of a booking is the `name` of the hotel that its `hotel_id` names. */
function relatedValue(instance: Instance, attribute: string, world: World): JsonValue | undefined {
  const parts = attribute.split('_');
  for (let cut = parts.length - 1; cut > 0; cut -= 1) {
    const entity = parts.slice(0, cut).join('_');
    const rest = parts.slice(cut).join('_');
    if (entity === instance.entity || !world.has(entity)) continue;
    if (rest === 'id') return relatedInstance(instance, entity, world).id ?? undefined;
    const own = world.profile(instance.entity).attributes;
    if (!own.has(`${entity}_id`) && !instance.facts.has(`${entity}_id`)) return undefined;
    const profile = world.profile(entity).attributes.get(rest);
    return profile === undefined
      ? undefined
      : world.value(relatedInstance(instance, entity, world), rest, profile);
  }
  return undefined;
}

/** The instance of another entity that belongs to this one: the one it names by id, or one of its own. */
export function relatedInstance(instance: Instance, entity: string, world: World): Instance {
  const fact = instance.facts.get(`${entity}_id`);
  if (fact !== undefined) return world.ensure(entity, fact);
  const known = instance.drawn.get(`${entity}_id`);
  if (known !== undefined) return world.ensure(entity, known);
  if (instance.parent?.entity === entity && instance.parent.id !== null) return instance.parent;
  const related = world.issue(entity, `${instance.key}/${entity}`);
  if (related.id !== null) instance.drawn.set(`${entity}_id`, related.id);
  return related;
}

const cancelledWords =
  /cancel|void|delet|remov|inactive|terminat|revok|closed|(^|_)ended|withdraw|withdrawn|declin|refund/i;
/** What has failed or lies behind cannot be changed or called off any more. */
const overWords =
  /fail|reject|error|expired|lost|return|finish|complet|used|refund|held|paused|done|deliver|missed|over_limit|settled|paid_out/i;
const freshWords = /confirm|pending|open|active|schedul|new|todo|to_do|created|placed|booked|upcoming|draft/i;

function statusValue(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
): JsonValue | undefined {
  if (
    !/(^|_)status$/.test(attribute) ||
    attribute.startsWith('payment') ||
    [schema.type ?? 'string'].flat().includes('integer')
  )
    return undefined;
  const members = (schema.enum ?? []).filter((member): member is string => typeof member === 'string');
  if (instance.state !== 'present')
    return (
      members.find((member) => cancelledWords.test(member)) ??
      (schema.enum === undefined ? 'cancelled' : undefined)
    );
  if (members.length === 0) return undefined;
  const live = members.filter((member) => !cancelledWords.test(member) && !overWords.test(member));
  if (instance.facts.get('#created') === true)
    return live.find((member) => freshWords.test(member)) ?? live[0];
  return live.length === 0 ? undefined : live[stableHash(`${instance.key}/${attribute}`) % live.length];
}

/** True where an entity shows its end in a status instead of vanishing. */
export function showsCancellation(profile: ReadonlyMap<string, AttributeProfile>): boolean {
  for (const [attribute, { schema }] of profile) {
    if (
      /(^|_)status$/.test(attribute) &&
      (schema.enum === undefined || schema.enum.some((member) => cancelledWords.test(String(member))))
    )
      return true;
  }
  return false;
}

function computedValue(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): JsonValue | undefined {
  const attributes = world.profile(instance.entity).attributes;
  const read = (name: string): JsonValue | undefined => {
    const own = attributes.get(name);
    return instance.facts.get(name) ?? (own === undefined ? undefined : world.value(instance, name, own));
  };
  const number = (...names: readonly string[]): number | undefined => {
    for (const name of names) {
      if (name === attribute) continue;
      const value = read(name);
      if (typeof value === 'number') return value;
    }
    return undefined;
  };
  const whole = [profile.schema.type ?? ''].flat().includes('integer');
  const money = (value: number): number => (whole ? Math.round(value) : Math.round(value * 100) / 100);

  if (/^(total|total_price|total_cost|total_amount|amount_due|order_total)$/.test(attribute)) {
    const unit = number(
      'price_per_night',
      'unit_price',
      'price_per_person',
      'price_per_day',
      'daily_rate',
      'nightly_rate',
      'ticket_price',
    );
    const count = number('nights', 'quantity', 'passengers', 'days', 'guests', 'tickets');
    if (unit !== undefined && count !== undefined) return money(unit * count);
    const parts = [number('subtotal'), number('tax', 'delivery_fee', 'shipping')];
    if (parts[0] !== undefined && parts[1] !== undefined) return money(parts[0] + parts[1]);
  }
  if (
    instance.facts.get('#created') === true &&
    /^(created|order|booking|booked|issued?|placed|registered|submitted)(_at|_on|_date|_time)?$/.test(
      attribute,
    )
  ) {
    return profile.schema.format === 'date' || attribute.endsWith('_date')
      ? world.settings.now.slice(0, 10)
      : world.settings.now;
  }
  if (/^(rate|exchange_rate)$/.test(attribute)) {
    const rate = exchangeRate(instance, world);
    if (rate !== undefined) return rate;
  }
  if (/^(converted|converted_amount|result|converted_value)$/.test(attribute)) {
    const amount = number('amount', 'value');
    const rate = number('rate', 'exchange_rate') ?? exchangeRate(instance, world);
    if (amount !== undefined && rate !== undefined) return money(amount * rate);
  }
  const arrival = arrivalTime(attribute, read, number);
  if (arrival !== undefined) return arrival;
  return laterDate(attribute, read, number) ?? upperBound(attribute, number, profile, instance, world);
}

/** Units of the target currency for one of the source's, four significant digits. */
function exchangeRate(instance: Instance, world: World): number | undefined {
  const attributes = world.profile(instance.entity).attributes;
  const names = [...new Set([...instance.facts.keys(), ...attributes.keys()])];
  const unitsOf = (pattern: RegExp): number | undefined => {
    for (const name of names.filter((candidate) => pattern.test(candidate))) {
      const profile = attributes.get(name);
      const value =
        instance.facts.get(name) ??
        (profile === undefined ? undefined : world.value(instance, name, profile));
      const code = String(value).toUpperCase();
      if (Object.hasOwn(currencyUnits, code)) return currencyUnits[code];
    }
    return undefined;
  };
  const from = unitsOf(/^(from|base|source)(_|$)/);
  const to = unitsOf(/^(to|target|quote|destination|symbol)(_|$)/);
  return from === undefined || to === undefined ? undefined : Number((to / from).toPrecision(4));
}

const dateEnds: readonly (readonly [RegExp, string])[] = [
  [/^check_out(_date)?$/, 'check_in'],
  [/^end(_date)?$/, 'start'],
  [/^return_date$/, 'departure'],
  [/^dropoff_date$/, 'pickup'],
];

function laterDate(
  attribute: string,
  read: (name: string) => JsonValue | undefined,
  number: (...names: string[]) => number | undefined,
): JsonValue | undefined {
  const start = dateEnds.find(([pattern]) => pattern.test(attribute))?.[1];
  if (start === undefined) return undefined;
  const from = read(`${start}_date`) ?? read(start);
  if (typeof from !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(from)) return undefined;
  return toIsoDate(
    addDays(from, number('nights', 'duration_days', 'days') ?? 1 + (Number(from.slice(8)) % 6)),
  );
}

/** What departs arrives after its duration; what starts ends after it. */
function arrivalTime(
  attribute: string,
  read: (name: string) => JsonValue | undefined,
  number: (...names: string[]) => number | undefined,
): JsonValue | undefined {
  const arrives = /^(arriv(?:al|e|es)(?:_time|_at)?|end(?:s_at|_time))$/.exec(attribute)?.[1];
  if (arrives === undefined) return undefined;
  const names = arrives.startsWith('arriv')
    ? ['departure_time', 'depart_time', 'departs_at', 'departure', 'departure_at']
    : ['start_time', 'starts_at'];
  const start = names.map(read).find((value) => typeof value === 'string' && /\d{2}:\d{2}/.test(value));
  if (typeof start !== 'string') return undefined;
  const minutes = number('duration_minutes', 'duration', 'travel_minutes') ?? 90;
  if (/^\d{2}:\d{2}/.test(start))
    return toTime((Number(start.slice(0, 2)) * 60 + Number(start.slice(3, 5)) + minutes) % 1440);
  return `${new Date(toMilliseconds(start) + minutes * 60_000).toISOString().slice(0, 19)}${start.slice(19)}`;
}

function upperBound(
  attribute: string,
  number: (...names: string[]) => number | undefined,
  profile: AttributeProfile,
  instance: Instance,
  world: World,
): JsonValue | undefined {
  const match = /^(.*_)?(max|high|highest|maximum)(_.*)?$/.exec(attribute);
  if (match === null || attribute.includes('#') || instance.facts.has(attribute)) return undefined;
  const lows = ['min', 'low', 'lowest', 'minimum'].map((word) => `${match[1] ?? ''}${word}${match[3] ?? ''}`);
  const low = number(...lows) ?? siblingLow(instance, attribute, profile, world);
  if (low === undefined) return undefined;
  // The distance of the two is drawn as if it were an attribute of its own.
  const gap = world.value(instance, `${attribute}#gap`, {
    ...profile,
    schema: { type: 'number', minimum: 2, maximum: 11 },
    concept: null,
  });
  const spread = typeof gap === 'number' ? gap : 5;
  const high = Math.abs(low) > 60 ? low * (1 + spread / 40) : low + spread;
  return [profile.schema.type ?? ''].flat().includes('integer')
    ? Math.ceil(high)
    : Math.round(high * 100) / 100;
}

/** A part of an instance has no profile that lists its attributes: its minimum is taken to be named like its maximum. */
function siblingLow(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): number | undefined {
  if (instance.parent === null || world.has(instance.entity)) return undefined;
  const lower = (text: string): string =>
    text
      .replace(/maximum/, 'minimum')
      .replace(/highest/, 'lowest')
      .replace(/high/, 'low')
      .replace(/max/, 'min');
  const value = world.value(instance, lower(attribute), { ...profile, label: lower(profile.label) });
  return typeof value === 'number' ? value : undefined;
}
