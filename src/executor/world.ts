import { createRandom } from '../random/random.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import { type Anchor, createAnchor } from '../values/anchor.js';
import { addDays, toIsoDate, toMilliseconds } from '../values/calendar.js';
import { currencyUnits } from '../values/data/currency-units.js';
import { generateValue } from '../values/generate-value.js';
import { stableHash } from '../values/stable-hash.js';
import { anchorHints } from './anchor-hints.js';
import { correlatedValue } from './correlated-attributes.js';
import type { AttributeProfile, EntityCatalog, EntityProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import { issueId } from './issue-id.js';

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

  const anchorOf = (instance: Instance): Anchor => {
    instance.anchor ??= drawAnchor(instance);
    return instance.anchor;
  };
  const drawAnchor = (instance: Instance): Anchor => {
    const random = createRandom(`${settings.seed}/anchor/${instance.key}`);
    const hints = anchorHints(instance);
    if (instance.parent !== null && hints.from === undefined) {
      const parent = anchorOf(instance.parent);
      const own = createAnchor(settings.locale, random);
      return { ...own, currencyFixed: true, place: parent.place, destination: parent.destination };
    }
    const anchor = createAnchor(settings.locale, random, hints);
    const placeless = hints.from === undefined && !hasPlace(catalog.profile(instance.entity, toolId));
    const currency = hints.currency ?? (placeless ? homeCurrency(instance.entity) : anchor.place.currency);
    const profile = catalog.profile(instance.entity, toolId);
    const named = currencyMembers(profile);
    // Amounts bounded for dollars and euros make no sense in yen.
    const offered =
      named.length === 0 && boundsAmounts(profile) && (currencyUnits[currency] ?? 1) > 8
        ? hardCurrencies
        : named;
    const shown =
      offered.length === 0 || offered.includes(currency)
        ? currency
        : (offered[stableHash(`${settings.seed}/${currency}`) % offered.length] ?? currency);
    return { ...anchor, currencyFixed: true, place: { ...anchor.place, currency: shown } };
  };

  // What has no place of its own is priced alike in one conversation; what is traded worldwide, in dollars.
  let home: string | undefined;
  const homeCurrency = (entity: string): string => {
    home ??= createAnchor(settings.locale, createRandom(`${settings.seed}/home`)).place.currency;
    return /stock|share|crypto|coin|commodity/.test(entity) ? 'USD' : home;
  };

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
    const dated = isOver(instance) ? shiftToPast(value, settings.now) : value;
    return instance.position === null ? dated : consecutive(dated, instance, settings.now);
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
        const own = instance.facts.get(attribute) ?? instance.drawn.get(attribute);
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
      let value = instance.drawn.get(attribute);
      if (value === undefined) {
        value = draw(instance, attribute, profile);
        instance.drawn.set(attribute, value);
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

/** Dates of a list's members follow each other: forecast days by one, reviews back in time by a few. */
function consecutive(value: JsonValue, { position, parent }: Instance, now: string): JsonValue {
  if (position === null || typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value;
  const start = [...(parent?.facts ?? [])].find(
    ([name, fact]) =>
      /(^|_)(date|start|from|day)/.test(name) && typeof fact === 'string' && /^\d{4}-\d{2}-\d{2}/.test(fact),
  )?.[1];
  // A list about the past goes back in time.
  const past = value.slice(0, 10) <= now.slice(0, 10) && typeof start !== 'string';
  const first = typeof start === 'string' ? toMilliseconds(start.slice(0, 10)) : addDays(now, past ? -1 : 1);
  const step = past ? -Math.abs(position.stepDays) : Math.abs(position.stepDays);
  return toIsoDate(first + position.index * step * 86_400_000) + value.slice(10);
}

function isSettled({ facts, drawn }: Instance, attribute: string): boolean {
  return facts.has(attribute) || drawn.has(attribute);
}

const hardCurrencies = ['USD', 'EUR', 'GBP'];

function boundsAmounts({ attributes }: EntityProfile): boolean {
  return [...attributes].some(
    ([name, { schema }]) =>
      /price|total|fee|amount|cost|fare|rent|salary/.test(name) && schema.maximum !== undefined,
  );
}

/** Currencies that the entity's endpoints can name; empty where they leave it open. */
function currencyMembers({ attributes }: EntityProfile): readonly string[] {
  return (attributes.get('currency')?.schema.enum ?? [])
    .map(String)
    .filter((code) => Object.hasOwn(currencyUnits, code));
}

function hasPlace({ attributes }: EntityProfile): boolean {
  return ['city', 'country', 'country_code', 'address', 'location'].some((name) => attributes.has(name));
}

/** True where a filter or write says that the thing lies behind: its dates do too. */
function isOver({ facts }: Instance): boolean {
  return [...facts].some(
    ([name, value]) =>
      /(^|_)status$/.test(name) &&
      /complet|finish|past|deliver|return|expired|used|held|done/i.test(String(value)),
  );
}

/** All dates of the next 84 days moved by the same 90 days, so that their order stays. */
function shiftToPast(value: JsonValue, now: string): JsonValue {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}/.test(value) ||
    value.slice(0, 10) <= now.slice(0, 10)
  )
    return value;
  return toIsoDate(addDays(value.slice(0, 10), -90)) + value.slice(10);
}
