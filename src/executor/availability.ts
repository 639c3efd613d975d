import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
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
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  siblings: Siblings,
  world: World,
): JsonValue | undefined {
  const { entity, facts } = instance;
  const { attributes, read } = siblings;
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
  if (switched !== undefined && read(switched[0]) === none.test(switched[0])) return 0;
  return leftOfAll(instance, attribute, siblings, world);
}

/** Of what there is, as much is left as nobody took: all of it where it was just made, never more. */
function leftOfAll(
  { entity, facts, key }: Instance,
  attribute: string,
  { number }: Siblings,
  world: World,
): number | undefined {
  const noun = attribute.replace(/_?(?:left|remaining|available)_?/, '').replace(/^free_/, '');
  if (noun === '' || noun === attribute) return undefined;
  const all = number(noun, `total_${noun}`, `${noun}_total`, `max_${noun}`, 'capacity');
  if (all === undefined || !Number.isInteger(all) || all < 0) return undefined;
  if (facts.get('#created') === true) return all;
  const least = world.isActedOn(entity) ? Math.min(1, all) : 0;
  return least + (stableHash(`${key}/${attribute}`) % (all - least + 1));
}

function isLeft(name: string, profile: Pick<AttributeProfile, 'schema'> | undefined): boolean {
  return (
    profile !== undefined &&
    availabilityAttributes.test(name) &&
    (namesType(profile.schema, 'integer') || namesType(profile.schema, 'number'))
  );
}
