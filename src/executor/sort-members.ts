import { compare } from './impose-constraint.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** By the attribute that a sort argument names; arguments that name none leave the order alone. */
export function sortMembers(members: readonly Instance[], sort: readonly string[], world: World): Instance[] {
  const entity = members[0]?.entity;
  const text = sort.join(' ').replace(/[^a-z0-9]+/g, ' ');
  if (entity === undefined || text === '') return [...members];
  const attributes = world.profile(entity).attributes;
  const word = sortWords.find(([pattern]) => pattern.test(text));
  const attribute =
    word === undefined
      ? [...attributes.keys()].find((name) => text.includes(name.replaceAll('_', ' ')))
      : [...attributes.keys()].find((name) => word[1].test(name) && name !== 'currency');
  const profile = attribute === undefined ? undefined : attributes.get(attribute);
  if (attribute === undefined || profile === undefined) return [...members];
  const descending =
    /\b(desc|descending|high to low|highest|top|best|newest|latest|recent|most)\b/.test(text) ||
    (/rating|popular/.test(text) && !/\basc/.test(text));
  const order = new Map(members.map((member, index) => [member, index]));
  return [...members].sort((left, right) => {
    const difference = compare(world.value(left, attribute, profile), world.value(right, attribute, profile));
    return (descending ? -difference : difference) || (order.get(left) ?? 0) - (order.get(right) ?? 0);
  });
}

const sortWords: readonly (readonly [RegExp, RegExp])[] = [
  [/price|cost|cheap|fare/, /(^|_)(price|cost|fare|total|rate)/],
  [/rating|best|top rated|review score/, /(^|_)(rating|stars|score)/],
  [/date|newest|latest|recent|oldest/, /(^|_)(date|published|created|time)/],
  [/distance|near/, /(^|_)distance/],
  [/duration|fastest|shortest/, /(^|_)duration/],
  [/salary/, /salary/],
  [/name|alphabet|title/, /^(name|title)$/],
];
