import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import { distanceValue } from './distance-value.js';
import type { AttributeProfile } from './entity-catalog.js';
import { exchangeRate } from './exchange-rate.js';
import type { Instance } from './instance.js';
import { orderedTime } from './ordered-times.js';
import { pairedName } from './paired-names.js';
import { quoteValue } from './quote-value.js';
import { referredValue } from './references.js';
import { type Siblings, siblingsOf } from './sibling-values.js';
import { statusValue } from './status-value.js';
import { totalValue } from './total-value.js';
import { upperBound } from './upper-bound.js';
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
  const siblings = siblingsOf(instance, attribute, world);
  return (
    referredValue(instance, attribute, profile, world) ??
    pairedName(instance, attribute, profile, world) ??
    statusValue(instance, attribute, profile) ??
    newCount(instance, attribute, profile) ??
    takenCount(instance, attribute, siblings) ??
    distanceValue(instance, attribute, profile) ??
    feltTemperature(instance, attribute, siblings) ??
    quoteValue(instance, attribute, siblings) ??
    totalValue(instance, attribute, profile, siblings, world) ??
    conversion(instance, attribute, profile, siblings, world) ??
    orderedTime(instance, attribute, profile, siblings, world) ??
    upperBound(attribute, siblings.number, profile, instance, world)
  );
}

/** A collection that was just made holds nothing. */
function newCount(
  { facts, entity }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
): number | undefined {
  if (facts.get('#created') !== true || !/^(integer|number)$/.test(String(schema.type))) return undefined;
  return /^(count|size|(song|track|item|member|view|like|comment|follower|reply|download|recipient|book|video|file|subscriber|play)s?_count|(views|likes|replies|followers|members|tracks|songs|comments|downloads|helpful_votes|votes|open_tasks|done_tasks|stars|forks|open_issues))$/.test(
    attribute,
  ) &&
    /playlist|list|collection|folder|group|board|album|project|post|video|review|comment|channel|message/.test(
      entity,
    )
    ? 0
    : undefined;
}

/** An order or basket that was just made holds what was put into it. */
function takenCount(
  { facts, entity }: Instance,
  attribute: string,
  { number }: Siblings,
): number | undefined {
  return facts.get('#created') === true &&
    /cart|basket|order/.test(entity) &&
    /^items?(_count)?$/.test(attribute)
    ? number('quantity')
    : undefined;
}

/** What the air feels like is near what it is. */
function feltTemperature({ key }: Instance, attribute: string, { number }: Siblings): number | undefined {
  if (!/^(feels_?like|apparent_temperature|temperature_feels_like)(_c|_celsius)?$/.test(attribute))
    return undefined;
  const air = number('temperature_c', 'temperature', 'temp', 'temp_c');
  return air === undefined ? undefined : Math.round((air + (stableHash(key) % 50) / 10 - 3) * 10) / 10;
}

function conversion(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  { number }: Siblings,
  world: World,
): number | undefined {
  if (/^(rate|exchange_rate)$/.test(attribute)) return exchangeRate(instance, world);
  if (!/^(converted|converted_amount|result|converted_value)$/.test(attribute)) return undefined;
  const amount = number('amount', 'value');
  const rate = number('rate', 'exchange_rate') ?? exchangeRate(instance, world);
  if (amount === undefined || rate === undefined) return undefined;
  const whole = [schema.type ?? ''].flat().includes('integer');
  return whole ? Math.round(amount * rate) : Math.round(amount * rate * 100) / 100;
}
