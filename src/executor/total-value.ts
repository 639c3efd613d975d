import { namesType } from '../json/names-type.js';
import { toMilliseconds } from '../values/calendar.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import { targetsOf } from './references.js';
import type { Siblings } from './sibling-values.js';
import type { World } from './world.js';

/**
 * A total as unit price times what is taken of it: nights, hours, people; the unit price is the instance's own or that of the
 * thing it refers to. A refund is the whole total. Undefined for other attributes.
 */
export function totalValue(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  siblings: Siblings,
  world: World,
): number | undefined {
  const whole = namesType(profile.schema, 'integer');
  const money = (value: number): number => (whole ? Math.round(value) : Math.round(value * 100) / 100);
  if (refunds.test(attribute)) {
    const total = siblings.number(...totalNames);
    if (total !== undefined) return money(total);
  } else if (!totals.test(attribute)) return undefined;
  // A price beside a total is that of one.
  const isUnit =
    /^(price|fare|cost)$/.test(attribute) &&
    [...siblings.attributes.keys()].some((name) => name !== attribute && /total/.test(name));
  const unit = unitPrice(instance, attribute, siblings, world);
  if (unit !== undefined) return money(unit.price * (isUnit ? 1 : amountOf(unit.name, siblings)));
  const [subtotal, extra] = [siblings.number('subtotal'), siblings.number('tax', 'delivery_fee', 'shipping')];
  return subtotal === undefined || extra === undefined ? undefined : money(subtotal + extra);
}

const totalNames = ['total_price', 'total', 'total_cost', 'total_amount', 'estimated_price', 'price'];
export const refunds = /^(refund|refund_amount|refunded_amount|amount_refunded)$/;
export const totals =
  /^(total|cart_total|total_price|total_cost|total_amount|amount_due|order_total|grand_total|estimated_(price|cost|total)|price|price_paid|fare|cost|refund(ed)?(_amount)?)$/;
const ownUnits = [
  'price_per_night',
  'unit_price',
  'price_per_person',
  'price_per_day',
  'price_per_hour',
  'hourly_rate',
  'daily_rate',
  'nightly_rate',
  'ticket_price',
];
const theirUnits =
  /^(price_per_\w+|unit_price|(ticket|seat|adult|base)_(price|fare)|(hourly|daily|nightly)_(rate|price)|fee_per_\w+|\w*visit_fee|price|fare)$/;

function unitPrice(
  instance: Instance,
  attribute: string,
  { number, attributes }: Siblings,
  world: World,
): { readonly name: string; readonly price: number } | undefined {
  for (const name of ownUnits) {
    if (attribute === 'price' || !attributes.has(name)) continue;
    const price = number(name);
    if (price !== undefined) return { name, price };
  }
  for (const target of targetsOf(instance, world)) {
    for (const [name, profile] of world.profile(target.entity).attributes) {
      if (!theirUnits.test(name)) continue;
      const price = world.value(target, name, profile);
      if (typeof price === 'number') return { name, price };
    }
  }
  return undefined;
}

/** How many units are taken; 1 where nothing says. */
function amountOf(unit: string, { read, number }: Siblings): number {
  const people = number(
    'quantity',
    'passengers',
    'people',
    'tickets',
    'ticket_count',
    'seats',
    'guests',
    'participants',
    'adults',
  );
  if (/night/.test(unit)) return (number('nights') ?? daysBetween(read, stays) ?? 1) * (number('rooms') ?? 1);
  if (/da(y|ily)/.test(unit)) return number('days') ?? daysBetween(read, rentals) ?? 1;
  if (/hour/.test(unit)) {
    const minutes = number('duration_minutes', 'minutes');
    return (
      number('hours', 'duration_hours') ?? (minutes === undefined ? (hoursBetween(read) ?? 1) : minutes / 60)
    );
  }
  return people ?? number('nights', 'days') ?? 1;
}

const stays = [
  ['check_in', 'check_out'],
  ['check_in_date', 'check_out_date'],
  ['start_date', 'end_date'],
  ['from_date', 'to_date'],
] as const;
const rentals = [['pickup_date', 'return_date'], ['pickup_date', 'dropoff_date'], ...stays] as const;

function daysBetween(
  read: Siblings['read'],
  ends: readonly (readonly [string, string])[],
): number | undefined {
  for (const [first, last] of ends) {
    const [start, end] = [read(first), read(last)];
    if (typeof start !== 'string' || typeof end !== 'string') continue;
    const days = Math.round(
      (toMilliseconds(end.slice(0, 10)) - toMilliseconds(start.slice(0, 10))) / 86_400_000,
    );
    if (days > 0) return days;
  }
  return undefined;
}

function hoursBetween(read: Siblings['read']): number | undefined {
  const [start, end] = [read('start_time') ?? read('from_time'), read('end_time') ?? read('to_time')];
  if (typeof start !== 'string' || typeof end !== 'string') return undefined;
  const minutes = (time: string): number => {
    const clock = /(\d{2}):(\d{2})/.exec(time);
    return clock === null ? Number.NaN : Number(clock[1]) * 60 + Number(clock[2]);
  };
  const hours = (minutes(end) - minutes(start)) / 60;
  return hours > 0 ? hours : undefined;
}
