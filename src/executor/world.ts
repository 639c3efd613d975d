import { createRandom } from '../random/random.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import { createAnchor } from '../values/anchor.js';
import { wholeCurrencies } from '../values/data/currency-units.js';
import { generateValue } from '../values/generate-value.js';
import { airportsNear } from '../values/nearest-place.js';
import { agree } from './agree.js';
import { anchorHints } from './anchor-hints.js';
import { createAnchorLookup } from './anchor-lookup.js';
import { correlatedValue, mayCorrelate } from './correlated-attributes.js';
import type { AttributeProfile, EntityCatalog, EntityProfile } from './entity-catalog.js';
import { createIdentities } from './identities.js';
import { type Asked, createInstance, type Instance, slotOf } from './instance.js';
import { issueId } from './issue-id.js';
import type { KnownList } from './known-lists.js';
import { type NameTraits, traitsOf } from './name-traits.js';
import { placeInSequence } from './place-in-sequence.js';
import { scatter } from './scatter.js';

/** A thing that the user knows of before any tool was called: an order from their receipt. */
export type KnownInstance = {
  readonly entity: string;
  readonly id: JsonValue;
  readonly attributes?: JsonObject;
};

export type WorldSettings = {
  readonly seed: string;
  /** Local date and time, ISO 8601 without offset. */
  readonly now: string;
  readonly locale: Locale;
  /** How many members a search of this endpoint brings; 1 to 5 where nothing is said. */
  readonly members?: ReadonlyMap<string, { readonly minimum: number; readonly maximum: number }>;
  readonly known?: readonly KnownInstance[];
  /** True: ids that neither this world nor `known` gave out are not found. Default: they are taken to exist. */
  readonly strict?: boolean;
};

/** The things of one conversation. Attributes are a pure function of (seed, entity, key, attribute), under facts imposed by calls. */
export type World = {
  readonly settings: WorldSettings;
  /** Whether any endpoint shows such an entity. */
  has(entity: string): boolean;
  /** Whether some endpoint does something with an instance of that entity that it is told the id of. */
  isActedOn(entity: string): boolean;
  /** What the tool being called says about an entity. */
  profile(entity: string): EntityProfile;
  /** Names of fields that declared answers of the tool being called show as lists. */
  listNames(): ReadonlySet<string>;
  /** Names the tool whose call is being answered. */
  useTool(toolId: string): void;
  /** The instance of an id that a parameter or field of that name holds; undefined where nobody gave that id out. */
  find(entity: string, id: JsonValue, named: string): Instance | undefined;
  /** The instance of that entity that was shown or stated with an attribute value. */
  findBy(entity: string, attribute: string, value: JsonValue): Instance | undefined;
  /** The instance of an id, made where it is new. */
  ensure(entity: string, id: JsonValue, named: string): Instance;
  /** The instance shows this value as its id, under that name. */
  note(instance: Instance, id: JsonValue, named: string): void;
  /** A new instance with an id of its own, drawn from `key`; `origin` is what refers to it first, `facts` say where it is. */
  issue(
    entity: string,
    key: string,
    origin?: Instance | null,
    facts?: ReadonlyMap<string, JsonValue>,
  ): Instance;
  /** What has no id and is named by `key`: a forecast of a city and day. */
  keyed(entity: string, key: string, parent: Instance | null, position?: Instance['position']): Instance;
  /** An instance as it looks for certain arguments: availability on a date. What other endpoints show stays the instance's. */
  view(base: Instance, asked: Asked): Instance;
  /** Value of an attribute; drawn with `profile` where no fact and no correlation gives it. */
  value(instance: Instance, attribute: string, profile: AttributeProfile): JsonValue;
  /** How many writes there have been. */
  epoch: number;
  /** Instances that writes created, oldest first. */
  readonly created: Instance[];
  /** The lists that were asked for, by what they were asked for. */
  readonly lists: Map<string, KnownList>;
};

/** `generatorOf` names the value generator of a concept. */
export function createWorld(
  settings: WorldSettings,
  catalog: EntityCatalog,
  generatorOf: (concept: string) => string | null,
): World {
  const instances = new Map<string, Instance>();
  const identities = createIdentities();
  let toolId = '';
  let tool = catalog.ofTool(toolId);
  const issued = new Map<string, Instance>();
  const views = new Map<Instance, readonly Instance[]>();
  const values = createRandom(`${settings.seed}/value`);
  const ids = createRandom(`${settings.seed}/id`);

  const add = (
    entity: string,
    key: string,
    id: JsonValue | null,
    parent: Instance | null,
    position: Instance['position'] = null,
    origin: Instance | null = null,
  ): Instance => {
    const instance = createInstance(entity, key, id, {
      parent,
      position,
      origin,
      base: null,
      asked: null,
      idNames: new Set(),
    });
    instances.set(key, instance);
    return instance;
  };
  const idKey = (entity: string, id: JsonValue): string => `${entity}#${String(id)}`;
  const find = (entity: string, id: JsonValue, named: string): Instance | undefined =>
    instances.get(idKey(entity, id)) ?? identities.find(toolId, id, named);
  const ensure = (entity: string, id: JsonValue, named: string): Instance => {
    const instance = find(entity, id, named) ?? add(entity, idKey(entity, id), id, null);
    identities.add(instance, toolId, { named });
    return instance;
  };

  const drawId = (
    entity: string,
    key: string,
    attempt: number,
    facts: ReadonlyMap<string, JsonValue>,
  ): JsonValue => {
    const profile = tool.profile(entity);
    const random = ids.fork(entity).fork(key).fork(String(attempt));
    const generator = profile.idConcept === null ? null : generatorOf(profile.idConcept);
    if (generator === null || generator === 'identifier' || generator === 'uuid')
      return issueId(profile, random);
    const { from } = anchorHints({ entity, key, id: null, facts: new Map(facts) });
    // Around a place, one after the other from the nearest on.
    const near = from === undefined ? {} : { from: attempt === 0 ? from : airportsNear(from)[attempt] };
    const anchor = createAnchor(settings.locale, random, near);
    return generateValue(
      {
        generator,
        schema: profile.idSchema,
        entity,
        label: profile.idConcept ?? 'id',
        examples: [],
        anchor,
        locale: settings.locale,
        now: settings.now,
      },
      random,
    );
  };

  /** One that nothing has yet; where the kind of id has few values (currency codes, say), one that something has. */
  const freeId = (entity: string, key: string, facts: ReadonlyMap<string, JsonValue>): JsonValue => {
    let id = drawId(entity, key, 0, facts);
    for (let attempt = 1; identities.isTaken(id) && attempt < 20; attempt += 1)
      id = drawId(entity, key, attempt, facts);
    return id;
  };

  const anchorOf = createAnchorLookup(
    settings,
    (entity) => tool.profile(entity),
    () => world,
  );

  const draw = (
    instance: Instance,
    attribute: string,
    traits: NameTraits,
    profile: AttributeProfile,
    attempt: number,
  ): JsonValue => {
    instance.stream ??= values.fork(instance.key);
    const first = instance.stream.fork(attribute);
    const random = attempt === 0 ? first : first.fork(String(attempt));
    // The name of a part is that of its kind, not of the whole: a team's name inside a match.
    const ofPart = instance.parent !== null && traits.isNaming && !catalog.has(instance.entity);
    const generator = ofPart ? 'title' : profile.concept === null ? null : generatorOf(profile.concept.id);
    const value = generateValue(
      {
        generator,
        schema: profile.schema,
        entity: instance.entity,
        label: profile.label,
        examples: [],
        anchor: anchorOf(instance),
        locale: settings.locale,
        now: settings.now,
      },
      random,
    );
    return inMoney(
      placeInSequence(
        traits.coordinate === null ? value : scatter(value, attribute, instance),
        instance,
        settings.now,
      ),
      instance,
      profile,
    );
  };

  /** Amounts in a currency without minor units are whole. */
  const inMoney = (value: JsonValue, instance: Instance, { concept }: AttributeProfile): JsonValue => {
    if (typeof value !== 'number' || Number.isInteger(value) || concept === null) return value;
    const generator = generatorOf(concept.id);
    const isMoney = generator === 'price' || generator === 'amount';
    return isMoney && wholeCurrencies.has(anchorOf(instance).place.currency) ? Math.round(value) : value;
  };

  /** What tells things apart is no two things' value. */
  const drawUnique = (
    instance: Instance,
    attribute: string,
    traits: NameTraits,
    profile: AttributeProfile,
  ): JsonValue => {
    let value = draw(instance, attribute, traits, profile, 0);
    for (let attempt = 1; identities.isTaken(value) && attempt < 20; attempt += 1)
      value = draw(instance, attribute, traits, profile, attempt);
    identities.take(value);
    return value;
  };

  /** Things that refer to each other would be asked in a circle: who is asked while being worked out has a value of its own. */
  const correlate = (
    instance: Instance,
    attribute: string,
    traits: NameTraits,
    profile: AttributeProfile,
  ): JsonValue | undefined => {
    if (!mayCorrelate(instance, traits, world)) return undefined;
    instance.open ??= [];
    const { open } = instance;
    if (open.includes(attribute)) return undefined;
    open.push(attribute);
    try {
      const value = correlatedValue(instance, attribute, traits, profile, world);
      return value === undefined ? undefined : inMoney(value, instance, profile);
    } finally {
      open.pop();
    }
  };

  /** Value of a view: what it showed before, what follows from its arguments, what the thing itself or an agreeing view shows. */
  const viewed = (
    view: Instance,
    base: Instance,
    attribute: string,
    profile: AttributeProfile,
  ): JsonValue => {
    if (base.facts.has(attribute) || profile.shared) return world.value(base, attribute, profile);
    const traits = traitsIn(profile, attribute);
    const { slot } = traits;
    const value =
      view.drawn.get(slot) ??
      followed(view, attribute, traits, profile) ??
      (view.asked?.showsId === true || base.drawn.has(slot)
        ? world.value(base, attribute, profile)
        : (seenBefore(view, base, slot) ?? draw(view, attribute, traits, profile, 0)));
    view.drawn.set(slot, value);
    return value;
  };

  /** What follows from the arguments; where the answer shows the id, no more than amounts do: a total for so many nights. */
  const followed = (
    view: Instance,
    attribute: string,
    traits: NameTraits,
    profile: AttributeProfile,
  ): JsonValue | undefined => {
    const value = correlate(view, attribute, traits, profile);
    return view.asked?.showsId !== true || typeof value === 'number' ? value : undefined;
  };

  /** What another view of the same thing showed, when no argument tells the two apart. */
  const seenBefore = (view: Instance, base: Instance, slot: string): JsonValue | undefined =>
    (views.get(base) ?? [])
      .findLast((other) => other.drawn.has(slot) && agree(other.asked?.given ?? {}, view.asked?.given ?? {}))
      ?.drawn.get(slot);

  const world: World = {
    settings,
    has: (entity) => catalog.has(entity),
    isActedOn: (entity) => catalog.isActedOn(entity),
    profile: (entity) => tool.profile(entity),
    listNames: () => tool.listNames(),
    useTool(id) {
      toolId = id;
      tool = catalog.ofTool(id);
    },
    epoch: 0,
    created: [],
    lists: new Map(),
    find,
    findBy(entity, attribute, value) {
      for (const instance of instances.values()) {
        if (instance.entity !== entity || instance.id === null || instance.base !== null) continue;
        const own = instance.facts.get(attribute) ?? instance.drawn.get(slotOf(attribute));
        if (own !== undefined && String(own) === String(value)) return instance;
      }
      return undefined;
    },
    ensure,
    note: (instance, id, named) => identities.note(instance.base ?? instance, toolId, id, named),
    issue(entity, key, origin = null, facts = new Map()) {
      const before = issued.get(`${entity}/${key}`);
      if (before !== undefined) return before;
      const id = freeId(entity, key, facts);
      const instance =
        instances.get(idKey(entity, id)) ?? add(entity, idKey(entity, id), id, null, null, origin);
      identities.add(instance, toolId, 'issued');
      issued.set(`${entity}/${key}`, instance);
      return instance;
    },
    keyed: (entity, key, parent, position = null) =>
      instances.get(key) ?? add(entity, key, null, parent, position),
    view(base, asked) {
      const fullKey = `${base.key}?${asked.key}`;
      const known = instances.get(fullKey);
      if (known !== undefined) return upToDate(known, base);
      const view = createInstance(base.entity, fullKey, base.id, {
        parent: base,
        position: null,
        origin: null,
        base,
        asked,
        idNames: base.idNames,
      });
      instances.set(fullKey, view);
      views.set(base, [...(views.get(base) ?? []), view]);
      return view;
    },
    value(instance, attribute, profile) {
      const fact = instance.facts.size === 0 ? undefined : instance.facts.get(attribute);
      if (fact !== undefined) return fact;
      if (instance.base !== null) return viewed(instance, instance.base, attribute, profile);
      const traits = traitsIn(profile, attribute);
      const correlated = correlate(instance, attribute, traits, profile);
      if (correlated !== undefined) return correlated;
      const { slot } = traits;
      let value = instance.drawn.get(slot);
      if (value === undefined) {
        value = traits.isIdLike
          ? drawUnique(instance, attribute, traits, profile)
          : draw(instance, attribute, traits, profile, 0);
        instance.drawn.set(slot, value);
      }
      return value;
    },
  };
  for (const known of settings.known ?? []) {
    const instance = ensure(known.entity, known.id, 'id');
    for (const [attribute, value] of Object.entries(known.attributes ?? {}))
      instance.facts.set(attribute, value);
  }
  return world;
}

/** Profiles know the name that they speak of; values are also drawn as if they were of another one. */
function traitsIn({ traits }: AttributeProfile, attribute: string): NameTraits {
  return traits.name === attribute ? traits : traitsOf(attribute);
}

/** A view of what was written since forgets what it showed. */
function upToDate(view: Instance, base: Instance): Instance {
  if (view.writes !== base.writes) view.drawn.clear();
  view.writes = base.writes;
  return view;
}
