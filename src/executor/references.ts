import { rememberByText } from '../concepts/remember-by-text.js';
import type { JsonValue } from '../types/json.js';
import { says } from '../values/label-sense.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { isIdLike } from './identities.js';
import { type Instance, type Naming, slotOf } from './instance.js';
import type { World } from './world.js';

/**
 * Value that an instance takes over from another one that it refers to: a ticket's stations are those of the train that its
 * `train_id` names, a booking's `hotel_name` is the `name` of its hotel. Undefined where it refers to nothing that shows it.
 */
export function referredValue(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): JsonValue | undefined {
  const own = world.profile(instance.entity);
  for (const [idAttribute, entity] of referencesOf(instance, own)) {
    if (entity === instance.entity || !world.has(entity)) continue;
    if (idAttribute === attribute) return referred(instance, idAttribute, entity, world).id ?? undefined;
    const theirs = world.profile(entity);
    const shown = shownAttribute(attribute, idAttribute, profile, own, theirs);
    if (shown === undefined) continue;
    const target = referred(instance, idAttribute, entity, world);
    // Kept with the id, so that it stays when the target changes and goes when another target is named.
    const slot = `${attribute}@${String(target.id)}`;
    let value = instance.drawn.get(slot);
    if (value === undefined) {
      value = world.value(target, shown[0], shown[1]);
      instance.drawn.set(slot, value);
    }
    return value;
  }
  return undefined;
}

/** True where the instance names another entity, so that values may be that one's. */
export function refersToAny(instance: Instance, world: World): boolean {
  return referencesOf(instance, world.profile(instance.entity)).length > 0;
}

/** The instance of another entity that belongs to this one: the one it names by id, or one of its own. */
export function relatedInstance(instance: Instance, entity: string, world: World): Instance {
  const named = referencesOf(instance, world.profile(instance.entity)).find(
    ([, target]) => target === entity,
  );
  return referred(instance, named?.[0] ?? `${entity}_id`, entity, world);
}

/** The instances of other entities that this one refers to and that some endpoint shows. */
export function* targetsOf(instance: Instance, world: World): Iterable<Instance> {
  for (const [idAttribute, entity] of referencesOf(instance, world.profile(instance.entity)))
    if (entity !== instance.entity && world.has(entity)) yield referred(instance, idAttribute, entity, world);
}

/** Attributes of an instance that name other entities, with those entities. */
function referencesOf(instance: Instance, { references: own }: EntityProfile): Naming['references'] {
  const holder = statedBy(instance);
  const { naming, facts } = holder;
  if (naming !== null && naming.own === own && naming.facts === facts.size) return naming.references;
  const references: (readonly [string, string])[] = [...own];
  for (const name of facts.keys())
    if (name.endsWith('_id') && !own.has(name)) references.push([name, name.slice(0, -3)]);
  holder.naming = { own, facts: facts.size, references };
  return references;
}

/** A read that names a shop as well as a product does not make the shop the product's. */
function statedBy(instance: Instance): Instance {
  return instance.base !== null && instance.asked?.showsId === true ? instance.base : instance;
}

function referred(instance: Instance, idAttribute: string, entity: string, world: World): Instance {
  const holder =
    instance.base !== null && (instance.asked?.showsId === true || !instance.facts.has(idAttribute))
      ? instance.base
      : instance;
  const id = holder.facts.get(idAttribute) ?? holder.drawn.get(slotOf(idAttribute));
  if (id !== undefined) return world.ensure(entity, id, idAttribute);
  if (holder.parent?.entity === entity && holder.parent.id !== null) return holder.parent;
  const target = referrer(holder, entity) ?? world.issue(entity, `${holder.key}/${entity}`, holder);
  if (target.id !== null) holder.drawn.set(slotOf(idAttribute), target.id);
  return target;
}

/** The one of that kind that, over others, refers to this one: a customer's order is the order whose customer it is. */
function referrer({ origin }: Instance, entity: string): Instance | undefined {
  for (let current = origin; current !== null; current = current.origin)
    if (current.entity === entity) return current;
  return undefined;
}

/** What `attribute` of the one that refers is called where the target is shown; undefined where it is the former's own. */
function shownAttribute(
  attribute: string,
  idAttribute: string,
  profile: AttributeProfile,
  own: EntityProfile,
  theirs: EntityProfile,
): readonly [string, AttributeProfile] | undefined {
  const named = (...names: readonly string[]): readonly [string, AttributeProfile] | undefined => {
    for (const name of names) {
      const found = theirs.attributes.get(name);
      if (found !== undefined) return [name, found];
    }
    return undefined;
  };
  // A plain `seller` beside a `seller_id` is what the seller is called.
  if (attribute === theirs.entity || attribute === withoutId(idAttribute)) {
    const called = named('name', 'title', 'headline', attribute);
    if (called !== undefined && sameKind(called[1], profile)) return called;
  }
  for (const prefix of [theirs.entity, holderOf(idAttribute), lastWordOf(theirs.entity)]) {
    if (prefix === '' || prefix === own.entity) continue;
    if (!attribute.startsWith(prefix) || attribute[prefix.length] !== '_') continue;
    const rest = attribute.slice(prefix.length + 1);
    const found = /^(name|title|headline)$/.test(rest)
      ? named(rest, 'name', 'title', 'headline', attribute)
      : named(rest, attribute);
    if (found !== undefined) return found;
  }
  if ((attribute === 'name' || attribute === 'title') && isMark(own.entity))
    return named('name', 'title', 'headline');
  if (
    !isIdLike(attribute) &&
    !isAboutThings(own.entity) &&
    !isKeptOwn(attribute) &&
    !own.written.has(attribute)
  ) {
    const found = named(attribute);
    if (found !== undefined && sameKind(found[1], profile)) return found;
  }
  return sameName(profile, own, theirs);
}

/** The one attribute of the target that is a name of the same kind: `movie_title` of a booking is the `movie` of its showtime. */
function sameName(
  { concept }: AttributeProfile,
  own: EntityProfile,
  theirs: EntityProfile,
): readonly [string, AttributeProfile] | undefined {
  if (concept === null || !isTellingName(concept.id)) return undefined;
  const alike = ({ attributes }: EntityProfile): [string, AttributeProfile][] =>
    [...attributes].filter(([, other]) => other.concept?.id === concept.id);
  if (alike(own).length !== 1) return undefined;
  const [found, ...others] = alike(theirs);
  return others.length === 0 ? found : undefined;
}

/** Names of people and companies are too many things to be told by their kind. */
const isTellingName = rememberByText(
  (concept) =>
    /_(name|title)$|^(movie|artist|ticker)/.test(concept) && !/person|author|company|user/.test(concept),
  10_000,
);

function sameKind(left: AttributeProfile, right: AttributeProfile): boolean {
  return kindOf(left) === kindOf(right);
}

function kindOf({ schema: { type } }: AttributeProfile): string {
  if (type === 'integer' || type === 'number') return 'number';
  return /integer|number/.test(String(type)) ? 'number' : String(type);
}

const holderOf = rememberByText((name) => name.replace(/_?(id|no|number|code)$/, ''), 20_000);
const withoutId = rememberByText((name) => name.replace(/_id$/, ''), 20_000);
const lastWordOf = rememberByText((entity) => entity.slice(entity.lastIndexOf('_') + 1), 20_000);

/** What is written about something has a date, a place and a state of its own. */
const isAboutThings = says(
  /task|issue|comment|review|note|message|post|sighting|observation|log|episode|project|member|person|user|account|playlist/,
);
/** What only marks something else is called as that is. */
const isMark = says(/bookmark|favou?rite|wish|saved|reading|watch|enrol|loan/);
/** Attributes that whatever refers has of its own. */
const isKeptOwn = says(
  /^(id|name|title|type|kind|status|state|rating|score|comment|text|body|message|notes?|description|summary|reason|phone|phone_number|email|contact.*|count|quantity|people|guests|adults|children|passengers|seats|seat|tickets|party_size|nights|days|hours|(total|amount|deposit).*|price|cost|fee|.*_(total|status|at|on)|url|link|image|created.*|updated.*|confirmed.*|reference|number|code|version|priority|progress|due_date|deadline)$/,
);
