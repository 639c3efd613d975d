import { createRandom } from '../random/random.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import { createAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import { createAnchorLookup } from './anchor-lookup.js';
import { correlatedValue } from './correlated-attributes.js';
import type { AttributeProfile, EntityCatalog, EntityProfile } from './entity-catalog.js';
import { type Instance, slotOf } from './instance.js';
import { issueId } from './issue-id.js';
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
  /** What the tool being called says about an entity. */
  profile(entity: string): EntityProfile;
  /** Names the tool whose call is being answered. */
  useTool(toolId: string): void;
  /** The instance of an id; undefined where nobody gave that id out. */
  find(entity: string, id: JsonValue): Instance | undefined;
  /** The instance of that entity that was shown or stated with an attribute value. */
  findBy(entity: string, attribute: string, value: JsonValue): Instance | undefined;
  /** The instance of an id, made where it is new. */
  ensure(entity: string, id: JsonValue): Instance;
  /** A new instance with an id of its own, drawn from `key`. */
  issue(entity: string, key: string): Instance;
  /** What has no id and is named by `key`: a forecast of a city and day. */
  keyed(entity: string, key: string, parent: Instance | null, position?: Instance['position']): Instance;
  /** An instance as it looks for certain arguments: availability on a date. What other endpoints show stays the instance's. */
  view(base: Instance, key: string): Instance;
  /** Value of an attribute; drawn with `profile` where no fact and no correlation gives it. */
  value(instance: Instance, attribute: string, profile: AttributeProfile): JsonValue;
  /** Instances that writes created, oldest first. */
  readonly created: Instance[];
};

/** `generatorOf` names the value generator of a concept. */
export function createWorld(
  settings: WorldSettings,
  catalog: EntityCatalog,
  generatorOf: (concept: string) => string | null,
): World {
  const instances = new Map<string, Instance>();
  const ids = new Set<string>();
  let toolId = '';
  const issued = new Map<string, Instance>();

  const add = (
    entity: string,
    key: string,
    id: JsonValue | null,
    parent: Instance | null,
    position: Instance['position'] = null,
  ): Instance => {
    const instance: Instance = {
      entity,
      key,
      id,
      parent,
      position,
      base: null,
      facts: new Map(),
      drawn: new Map(),
      anchor: null,
      state: 'present',
    };
    instances.set(key, instance);
    return instance;
  };
  const idKey = (entity: string, id: JsonValue): string => `${entity}#${String(id)}`;
  const ensure = (entity: string, id: JsonValue): Instance =>
    instances.get(idKey(entity, id)) ?? add(entity, idKey(entity, id), id, null);

  const drawId = (entity: string, key: string, attempt: number): JsonValue => {
    const profile = catalog.profile(entity, toolId);
    const random = createRandom(`${settings.seed}/id/${entity}/${key}/${attempt}`);
    const generator = profile.idConcept === null ? null : generatorOf(profile.idConcept);
    if (generator === null || generator === 'identifier' || generator === 'uuid')
      return issueId(profile, random);
    const anchor = createAnchor(settings.locale, random);
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

  const anchorOf = createAnchorLookup(
    settings,
    (entity) => catalog.profile(entity, toolId),
    () => world,
  );

  const draw = (instance: Instance, attribute: string, profile: AttributeProfile): JsonValue => {
    const random = createRandom(`${settings.seed}/value/${instance.key}/${attribute}`);
    // The name of a part is that of its kind, not of the whole: a team's name inside a match.
    const ofPart =
      instance.parent !== null && !catalog.has(instance.entity) && /(^|_)(name|title)$/.test(attribute);
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
    return placeInSequence(scatter(value, attribute, instance), instance, settings.now);
  };

  const world: World = {
    settings,
    has: (entity) => catalog.has(entity),
    profile: (entity) => catalog.profile(entity, toolId),
    useTool(id) {
      toolId = id;
    },
    created: [],
    find: (entity, id) => instances.get(idKey(entity, id)),
    findBy(entity, attribute, value) {
      for (const instance of instances.values()) {
        if (instance.entity !== entity || instance.id === null || instance.base !== null) continue;
        const own = instance.facts.get(attribute) ?? instance.drawn.get(slotOf(attribute));
        if (own !== undefined && String(own) === String(value)) return instance;
      }
      return undefined;
    },
    ensure,
    issue(entity, key) {
      const before = issued.get(`${entity}/${key}`);
      if (before !== undefined) return before;
      for (let attempt = 0; ; attempt += 1) {
        const id = drawId(entity, key, attempt);
        if (ids.has(String(id)) && attempt < 20) continue;
        ids.add(String(id));
        const instance = ensure(entity, id);
        issued.set(`${entity}/${key}`, instance);
        return instance;
      }
    },
    keyed: (entity, key, parent, position = null) =>
      instances.get(key) ?? add(entity, key, null, parent, position),
    view(base, key) {
      const fullKey = `${base.key}?${key}`;
      const known = instances.get(fullKey);
      if (known !== undefined) return known;
      const view = { ...add(base.entity, fullKey, base.id, base, null), base };
      instances.set(fullKey, view);
      return view;
    },
    value(instance, attribute, profile) {
      const fact = instance.facts.get(attribute);
      if (fact !== undefined) return fact;
      if (instance.base !== null && (profile.shared || isSettled(instance.base, attribute)))
        return world.value(instance.base, attribute, profile);
      const correlated = correlatedValue(instance, attribute, profile, world);
      if (correlated !== undefined) return correlated;
      const slot = slotOf(attribute);
      let value = instance.drawn.get(slot);
      if (value === undefined) {
        value = draw(instance, attribute, profile);
        instance.drawn.set(slot, value);
      }
      return value;
    },
  };
  for (const known of settings.known ?? []) {
    const instance = ensure(known.entity, known.id);
    ids.add(String(known.id));
    for (const [attribute, value] of Object.entries(known.attributes ?? {}))
      instance.facts.set(attribute, value);
  }
  return world;
}

function isSettled({ facts, drawn }: Instance, attribute: string): boolean {
  return facts.has(attribute) || drawn.has(slotOf(attribute));
}
