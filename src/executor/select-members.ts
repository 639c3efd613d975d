import { createRandom, type Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { isIdField } from './entity-catalog.js';
import { compare, impose, satisfies } from './impose-constraint.js';
import type { Instance } from './instance.js';
import type { Constraint, ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

/**
 * Members that a list answer shows, in order. Equal filters give equal members whatever the page, limit or order; instances that
 * a write created and that fit the filters come first; deleted ones are gone.
 */
export function selectMembers(endpoint: Endpoint, args: ReadArguments, world: World): Instance[] {
  const entity = endpoint.response.objects[0]?.entity ?? endpoint.entity ?? endpoint.callName;
  const hasId = endpoint.response.fields.some((field) => field.object === 0 && isIdField(endpoint, field));
  const searchKey = `${entity}?${args.key}`;
  const random = createRandom(`${world.settings.seed}/members/${searchKey}`);
  const wish = world.settings.members?.get(endpoint.callName);
  const total =
    wish === undefined
      ? random.chance(0.12)
        ? 1
        : random.integer(2, 5)
      : random.integer(wish.minimum, wish.maximum);

  const created = world.created.filter(
    (instance) => instance.entity === entity && instance.state !== 'deleted' && fits(instance, args, world),
  );
  const start = args.offset + (args.page - 1) * (args.limit ?? Math.max(total, 1));
  // A page beyond the last shows others still: who asks for it wants more.
  const end = start < total ? total : start + Math.min(total, args.limit ?? total);
  const members: Instance[] = [...created];
  const names = new Set<string>();
  for (let index = 0; index < end; index += 1) {
    const instance = memberAt(index, searchKey, entity, hasId, args, world);
    distinguish(instance, names, args.constraints, world);
    if (
      instance.state !== 'deleted' &&
      !members.includes(instance) &&
      args.constraints.every((constraint) => fitsConstraint(instance, constraint, world))
    )
      members.push(instance);
  }
  const sorted = sortMembers(members, args.sort, world);
  return sorted.slice(start, start + (args.limit ?? Math.max(total + created.length, 0)));
}

function memberAt(
  index: number,
  searchKey: string,
  entity: string,
  hasId: boolean,
  args: ReadArguments,
  world: World,
): Instance {
  const key = `${searchKey}/${index}`;
  const instance = hasId ? world.issue(entity, key) : world.keyed(entity, key, null, { index, stepDays: 1 });
  if (instance.facts.has('#member')) return instance;
  instance.facts.set('#member', index);
  for (const [attribute, value] of args.facts) instance.facts.set(attribute, value);
  const random = createRandom(`${world.settings.seed}/impose/${key}`);
  // Equalities first: the place they name decides what else is drawn.
  const byAttribute = groupBy([...args.constraints].sort((left, right) => rank(left) - rank(right)));
  for (const [attribute, constraints] of byAttribute) {
    const profile = world.profile(entity).attributes.get(attribute);
    const first = constraints[0] as Constraint;
    if (first.operator === 'equals' && !Array.isArray(first.value))
      instance.facts.set(attribute, first.value);
    else if (profile !== undefined)
      instance.facts.set(
        attribute,
        impose(world.value(instance, attribute, profile), constraints, entity, random),
      );
  }
  nameAfterIngredient(instance, args, world, random);
  return instance;
}

/** A recipe found by its ingredient is called after it. */
function nameAfterIngredient(instance: Instance, args: ReadArguments, world: World, random: Random): void {
  const asked = args.constraints.find(({ attribute }) => /ingredient/.test(attribute));
  const attributes = world.profile(instance.entity).attributes;
  const name = ['name', 'title'].find((attribute) => attributes.has(attribute));
  const profile = name === undefined ? undefined : attributes.get(name);
  if (
    asked === undefined ||
    typeof asked.value !== 'string' ||
    name === undefined ||
    profile === undefined ||
    instance.facts.has(name)
  )
    return;
  const constraint: Constraint = { attribute: name, operator: 'contains', value: asked.value };
  instance.facts.set(
    name,
    impose(world.value(instance, name, profile), [constraint], instance.entity, random),
  );
}

function rank({ operator }: Constraint): number {
  return operator === 'equals' ? 0 : 1;
}

function groupBy(constraints: readonly Constraint[]): Map<string, Constraint[]> {
  const groups = new Map<string, Constraint[]>();
  for (const constraint of constraints)
    groups.set(constraint.attribute, [...(groups.get(constraint.attribute) ?? []), constraint]);
  return groups;
}

/** No two members of a list have the same name. */
function distinguish(
  instance: Instance,
  names: Set<string>,
  constraints: readonly Constraint[],
  world: World,
): void {
  const attributes = world.profile(instance.entity).attributes;
  const attribute = ['name', 'title', 'headline'].find((name) => attributes.has(name));
  const profile = attribute === undefined ? undefined : attributes.get(attribute);
  if (attribute === undefined || profile === undefined) return;
  const own = constraints.filter((constraint) => constraint.attribute === attribute);
  if (own.some((constraint) => constraint.operator === 'equals') || profile.schema.enum !== undefined) return;
  let name = String(world.value(instance, attribute, profile));
  for (let attempt = 0; names.has(name) && attempt < 12; attempt += 1) {
    const twin = world.keyed(instance.entity, `${instance.key}/name/${attempt}`, null);
    const drawn = world.value(twin, attribute, profile);
    name = String(
      own.length === 0
        ? drawn
        : impose(drawn, own, instance.entity, createRandom(`${world.settings.seed}/${twin.key}`)),
    );
    if (!names.has(name)) instance.facts.set(attribute, name as JsonValue);
  }
  names.add(name);
}

function fits(instance: Instance, args: ReadArguments, world: World): boolean {
  return args.constraints.every((constraint) => fitsConstraint(instance, constraint, world));
}

function fitsConstraint(instance: Instance, constraint: Constraint, world: World): boolean {
  const profile = world.profile(instance.entity).attributes.get(constraint.attribute);
  const fact = instance.facts.get(constraint.attribute);
  if (profile === undefined) return fact === undefined || satisfies(fact, constraint);
  return satisfies(world.value(instance, constraint.attribute, profile), constraint);
}

/** By the attribute that a sort argument names; arguments that name none leave the order alone. */
function sortMembers(members: readonly Instance[], sort: readonly string[], world: World): Instance[] {
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
