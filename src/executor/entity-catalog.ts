import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { buildEntityProfile, withinAllBounds } from './build-entity-profile.js';
import { withReferredForm } from './with-referred-form.js';

/** What all endpoints together say about an attribute of an entity, so that its value does not depend on who shows it first. */
export type AttributeProfile = {
  /** True where more than one endpoint shows it: then it belongs to the instance, not to one way of asking. */
  readonly shared: boolean;
  readonly schema: JsonSchema;
  readonly concept: ConceptMatch | null;
  readonly label: string;
};

export type EntityProfile = {
  readonly entity: string;
  readonly attributes: ReadonlyMap<string, AttributeProfile>;
  readonly idSchema: JsonSchema;
  readonly idConcept: string | null;
  readonly idExamples: readonly JsonValue[];
  /** Attributes that hold the id of another entity → that entity. */
  readonly references: ReadonlyMap<string, string>;
  /** Attributes that some call states for its instance. */
  readonly written: ReadonlySet<string>;
};

export type EntityCatalog = {
  readonly has: (entity: string) => boolean;
  /** As the endpoints of one tool show it; of all tools where that tool does not. Two products' bookings differ in kind. */
  readonly profile: (entity: string, toolId: string) => EntityProfile;
  /** Names of fields that the declared answers of a tool show as lists: a guessed answer must not show a text there. */
  readonly listNames: (toolId: string) => ReadonlySet<string>;
};

/** Reads entities out of a set of endpoints; computed once for each set, entity by entity as they are needed. */
export function entityCatalog(endpoints: ReadonlyMap<string, Endpoint>): EntityCatalog {
  const known = catalogs.get(endpoints);
  if (known !== undefined) return known;
  const showing = groupByEntity(endpoints);
  const profiles = new Map<string, EntityProfile>();
  const lists = new Map<string, ReadonlySet<string>>();
  const catalog: EntityCatalog = {
    has: (entity) => showing.has(entity),
    profile(entity, toolId) {
      const key = `${toolId}#${entity}`;
      let profile = profiles.get(key);
      if (profile === undefined) {
        const all = showing.get(entity) ?? [];
        const own = all.filter((endpoint) => endpoint.toolId === toolId);
        profile = withReferredForm(
          buildEntityProfile(entity, own.length === 0 ? all : own),
          [...endpoints.values()].filter((endpoint) => endpoint.toolId === toolId),
        );
        if (own.length > 0 && own.length < all.length) profile = withinAllBounds(profile, all);
        profiles.set(key, profile);
      }
      return profile;
    },
    listNames(toolId) {
      let names = lists.get(toolId);
      if (names === undefined) {
        names = listNamesIn([...endpoints.values()].filter((endpoint) => endpoint.toolId === toolId));
        lists.set(toolId, names);
      }
      return names;
    },
  };
  catalogs.set(endpoints, catalog);
  return catalog;
}

const catalogs = new WeakMap<ReadonlyMap<string, Endpoint>, EntityCatalog>();

function groupByEntity(endpoints: ReadonlyMap<string, Endpoint>): Map<string, Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of [...endpoints.values()].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    for (const entity of new Set([
      endpoint.entity,
      ...endpoint.response.objects.map((object) => object.entity),
    ])) {
      if (entity === null) continue;
      const group = groups.get(entity);
      if (group === undefined) groups.set(entity, [endpoint]);
      else group.push(endpoint);
    }
  }
  return groups;
}

function listNamesIn(endpoints: readonly Endpoint[]): ReadonlySet<string> {
  return new Set(
    endpoints
      .filter(({ response }) => response.origin === 'declared')
      .flatMap(({ response }) => response.fields)
      .filter(({ pointer }) => pointer.endsWith('/*'))
      .map(({ name }) => name),
  );
}
