import { namesType } from '../json/names-type.js';
import { createRandom, type Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { shapeOf } from './endpoint-shape.js';
import { kindOfId } from './identities.js';
import { impliedEntity } from './implied-entity.js';
import { imposeAll } from './impose-all.js';
import { impose } from './impose-constraint.js';
import type { Instance } from './instance.js';
import { familyOf, fitsConstraint, isImpossible, type Relatives, relativesOf } from './known-lists.js';
import { traitsOf } from './name-traits.js';
import { ownIdOf } from './own-id-name.js';
import { type Page, pageOf } from './page.js';
import { noteMoment } from './played-event.js';
import type { Constraint, ReadArguments } from './read-arguments.js';
import { sortMembers } from './sort-members.js';
import type { World } from './world.js';

/** What a list answer shows of its list. */
export type Selection = { readonly members: readonly Instance[]; readonly page: Page };

/** Lists up to this length are put in order as a whole, longer ones page by page. */
const longest = 60;

/**
 * Members that a list answer shows, in order. Equal filters give equal members whatever the page, limit or order; instances that
 * a write created and that fit the filters come first; deleted ones are gone.
 */
export function selectMembers(endpoint: Endpoint, args: ReadArguments, world: World): Selection {
  const { entity: guessed, ownIds } = shapeOf(endpoint);
  const entity = impliedEntity(endpoint, guessed, world);
  const hasId = entity !== guessed || ownIds.length > 0;
  if (isImpossible(args.constraints))
    return { members: [], page: { total: 0, isPart: false, start: 0, size: 1, number: 1 } };
  const searchKey = listKey(entity, args, world);
  const random = createRandom(`${world.settings.seed}/members/${searchKey}`);
  const wish = world.settings.members?.get(endpoint.callName);
  const usual =
    wish === undefined
      ? random.chance(0.12)
        ? 1
        : random.integer(2, 5)
      : random.integer(wish.minimum, wish.maximum);
  const more = wish === undefined && random.chance(0.4) ? random.integer(1, 7) : 0;
  const known = world.lists.get(searchKey);
  const terms = known?.terms ?? termsOf(args);
  const page = pageOf(endpoint, args, { usual, more, total: known?.total ?? null });
  const common = factsOf(args);
  const impositions = createRandom(`${world.settings.seed}/impose`);
  const draw = (index: number): Instance => {
    const key = `${searchKey}/${index}`;
    const instance = hasId
      ? world.issue(entity, key, null, common)
      : world.keyed(entity, key, null, { index, stepDays: 1 });
    const own = ownIdOf(endpoint);
    if (own !== null && entity !== endpoint.response.objects[0]?.entity) instance.idNames.add(kindOfId(own));
    if (!instance.facts.has('#member')) {
      noteMoment(instance, endpoint);
      place(instance, index, args, world, impositions.fork(key));
      rankInOrder(instance, index, endpoint, world);
    }
    return instance;
  };
  if (page.total > longest) {
    const end = Math.min(page.start + page.size, page.total, page.start + longest);
    const indexes = Array.from({ length: Math.max(0, end - page.start) }, (_, index) => page.start + index);
    world.lists.set(searchKey, {
      total: page.total,
      members: null,
      family: '',
      constraints: [],
      terms,
    });
    const shown = present(withOwnNames(indexes.map(draw), args, world), args, world);
    return { members: sortMembers(shown, args.sort, world), page };
  }

  const family = familyOf(entity, endpoint.callName, args, world);
  const all = known?.members ?? drawList(page.total, draw, relativesOf(family, args.constraints, world));
  const own = withOwnNames(all, args, world);
  const { constraints } = args;
  world.lists.set(searchKey, { total: page.total, members: own, family, constraints, terms });
  const created = createdMembers(entity, args, world);
  const members = [...created, ...present(own, args, world).filter((member) => !created.includes(member))];
  const sorted = sortMembers(hasId ? members : byDate(members), args.sort, world);
  return {
    members: sorted.slice(page.start, page.start + page.size),
    page: { ...page, total: sorted.length },
  };
}

/**
 * What a list is kept under. Endpoints that list one kind of thing for the same arguments share a list, unless one filters by what
 * only names the thing to another: the price history of a product is no list of the offers whose names contain its name.
 */
function listKey(entity: string, { key, constraints }: ReadArguments, world: World): string {
  const shared = `${entity}?${key}`;
  const known = world.lists.get(shared);
  const asked = constraints.map(termOf);
  return known === undefined || asked.every((term) => known.terms.has(term))
    ? shared
    : `${shared}@${asked.sort().join('&')}`;
}

/** What holds for each member of a list that such arguments draw. */
function termsOf(args: ReadArguments): ReadonlySet<string> {
  const stated = [...args.facts].map(([attribute, value]) =>
    termOf({ attribute, operator: 'equals', value }),
  );
  return new Set([...stated, ...args.constraints.map(termOf)]);
}

function termOf({ attribute, operator, value }: Omit<Constraint, 'from'>): string {
  return JSON.stringify([attribute, operator, value]);
}

/** Members in the order in which they are drawn; none twice, and none that an earlier, wider list would have had to show. */
function drawList(
  total: number,
  draw: (index: number) => Instance,
  { kept, isWithin, excludes }: Relatives,
): readonly Instance[] {
  const members = new Set(kept);
  const most = isWithin ? 0 : total + (kept.length === 0 ? 0 : 6);
  for (let index = 0; index < most && members.size < total; index += 1) {
    const instance = draw(index);
    if (!excludes(instance)) members.add(instance);
  }
  return [...members];
}

function withOwnNames(members: readonly Instance[], args: ReadArguments, world: World): readonly Instance[] {
  const names = new Set<string>();
  for (const member of members) distinguish(member, names, args.constraints, world);
  return members;
}

/** Without those that are gone or that writes have changed so that they fit no longer. */
function present(members: readonly Instance[], args: ReadArguments, world: World): readonly Instance[] {
  return members.filter(
    (instance) =>
      instance.state !== 'deleted' && (!instance.facts.has('#written') || fits(instance, args, world)),
  );
}

function createdMembers(entity: string, args: ReadArguments, world: World): Instance[] {
  return world.created.filter(
    (instance) => instance.entity === entity && instance.state !== 'deleted' && fits(instance, args, world),
  );
}

/** Days of one place in their order, each once. */
function byDate(members: readonly Instance[]): readonly Instance[] {
  const dates = new Map<string, Instance>();
  for (const member of members) {
    const date = member.facts.get('date');
    if (typeof date !== 'string') return members;
    if (!dates.has(date)) dates.set(date, member);
  }
  return dates.size === 1
    ? members
    : [...dates].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, member]) => member);
}

/** Makes a new member what the call asks for. */
function place(instance: Instance, index: number, args: ReadArguments, world: World, random: Random): void {
  instance.facts.set('#member', index);
  const cap = args.constraints.find(
    ({ attribute, value }) => typeof value === 'number' && amounts.test(attribute),
  );
  if (cap !== undefined) instance.facts.set('#capped', cap.value);
  for (const [attribute, value] of args.facts) {
    // Near a point is not at the point.
    const isPoint = traitsOf(attribute).coordinate !== null;
    instance.facts.set(isPoint ? `#${attribute}` : attribute, value);
  }
  const sought = args.constraints.find(({ operator }) => operator === 'contains')?.value;
  // Who searches cities for `Lima` finds them where Lima is.
  if (typeof sought === 'string' && soughtByPlace.test(instance.entity))
    instance.facts.set('#near_city', sought);
  imposeAll(instance, args.constraints, world, random);
  nameAfterIngredient(instance, args, world, random);
  letTeamPlay(instance, index, args, world);
}

/** A ranking begins with the first. */
function rankInOrder(
  { entity, facts, hasNames }: Instance,
  index: number,
  { name }: Endpoint,
  world: World,
): void {
  // What was shown before keeps its rank.
  if (hasNames || facts.has('rank') || !rankings.test(name)) return;
  const schema = world.profile(entity).attributes.get('rank')?.schema;
  if (schema !== undefined && namesType(schema, 'integer')) facts.set('rank', index + 1);
}

const rankings = /rank|leaderboard|standing|(^|[^a-z])(top|chart)s?([^a-z]|$)/i;

const soughtByPlace = /city|town|location|place|station|stop|airport|region|geocod/;

const teamSides = ['home_team', 'away_team'];

/** In the matches of a team that team plays, now at home and now away. */
function letTeamPlay(instance: Instance, index: number, args: ReadArguments, world: World): void {
  if (!world.has('team')) return;
  const { attributes } = world.profile(instance.entity);
  const sides = teamSides.filter((side) => attributes.has(side));
  const side = sides[index % Math.max(sides.length, 1)];
  const id = Object.entries(args.given).find(([name]) => /^team_?id$/i.test(name))?.[1];
  const team = id === undefined ? undefined : world.ensure('team', id, 'team_id');
  const name = world.profile('team').attributes.get('name');
  if (side !== undefined && team !== undefined && name !== undefined)
    instance.facts.set(side, world.value(team, 'name', name));
}

/** What all members have in common: what the call states and filters for. */
function factsOf({ facts, constraints }: ReadArguments): ReadonlyMap<string, JsonValue> {
  const equal = constraints.filter(({ operator, value }) => operator === 'equals' && !Array.isArray(value));
  return new Map([...facts, ...equal.map(({ attribute, value }) => [attribute, value] as const)]);
}

const amounts = /price|rent|fee|cost|fare|rate|total|amount|salary|budget/i;

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
  const constraint: Constraint = { ...asked, attribute: name, operator: 'contains' };
  instance.facts.set(
    name,
    impose(
      world.value(instance, name, profile),
      [constraint],
      { entity: instance.entity, schema: {}, locale: world.settings.locale },
      random,
    ),
  );
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
  // What an answer showed before keeps its name.
  if (instance.hasNames) {
    names.add(name);
    return;
  }
  for (let attempt = 0; names.has(name) && attempt < 12; attempt += 1) {
    const twin = world.keyed(instance.entity, `${instance.key}/name/${attempt}`, null);
    const drawn = world.value(twin, attribute, profile);
    name = String(
      own.length === 0
        ? drawn
        : impose(
            drawn,
            own,
            { entity: instance.entity, schema: {}, locale: world.settings.locale },
            createRandom(`${world.settings.seed}/${twin.key}`),
          ),
    );
    if (!names.has(name)) instance.facts.set(attribute, name as JsonValue);
  }
  if (names.has(name)) {
    name = `${name} ${names.size + 1}`;
    instance.facts.set(attribute, name);
  }
  names.add(name);
}

function fits(instance: Instance, args: ReadArguments, world: World): boolean {
  return args.constraints.every((constraint) => fitsConstraint(instance, constraint, world));
}
