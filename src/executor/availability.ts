import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';
import type { World } from './world.js';

/** Names of switches that say whether there is any, and of numbers that say how many there are. */
export const availabilityAttributes =
  /^(is_)?(sold_?out|out_of_stock|fully_booked|available|in_?stock|bookable)$|(^|_)(left|remaining|available)$|^(free|available|remaining)_\w+$|^stock(_count|_quantity)?$/;
const none = /^(is_)?(sold_?out|out_of_stock|fully_booked)$/;
const some = /^(is_)?(available|in_?stock|bookable)$/;

/**
 * What is sold out has nothing left, and what is available has something. The number follows the switch, unless a call gave the
 * number. What something in the conversation may be done with is there to be had: nobody buys what is sold out.
 */
export function availability(
  { entity, facts }: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  { attributes, read }: Siblings,
  world: World,
): JsonValue | undefined {
  if (namesType(schema, 'boolean')) {
    if (!none.test(attribute) && !some.test(attribute)) return undefined;
    const number = [...attributes.keys()].find((name) => isLeft(name, attributes.get(name)));
    const given = number === undefined ? undefined : facts.get(number);
    if (typeof given === 'number') return none.test(attribute) ? given <= 0 : given > 0;
    return world.isActedOn(entity) ? some.test(attribute) : undefined;
  }
  if (!isLeft(attribute, { schema })) return undefined;
  const switched = [...attributes].find(
    ([name, own]) => namesType(own.schema, 'boolean') && (none.test(name) || some.test(name)),
  );
  if (switched === undefined) return undefined;
  const [name] = switched;
  return read(name) === none.test(name) ? 0 : undefined;
}

function isLeft(name: string, profile: Pick<AttributeProfile, 'schema'> | undefined): boolean {
  return (
    profile !== undefined &&
    availabilityAttributes.test(name) &&
    (namesType(profile.schema, 'integer') || namesType(profile.schema, 'number'))
  );
}
