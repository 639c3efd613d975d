import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { buildEntityProfile, withinAllBounds } from './build-entity-profile.js';
import { shapeOf } from './endpoint-shape.js';
import type { NameTraits } from './name-traits.js';
import { withReferredForm } from './with-referred-form.js';

/** What all endpoints together say about an attribute of an entity, so that its value does not depend on who shows it first. */
export type AttributeProfile = {
  /** True where more than one endpoint shows it: then it belongs to the instance, not to one way of asking. */
  readonly shared: boolean;
  readonly schema: JsonSchema;
  readonly concept: ConceptMatch | null;
  readonly label: string;
  /** What follows from the name of the attribute. */
  readonly traits: NameTraits;
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
  /** Whether some endpoint writes something that takes the id of such an entity. */
  readonly isActedOn: (entity: string) => boolean;
  readonly ofTool: (toolId: string) => ToolCatalog;
};

/** What one tool's endpoints say. */
export type ToolCatalog = {
  /** As the tool's endpoints show it; of all tools where they do not. Two products' bookings differ in kind. */
  readonly profile: (entity: string) => EntityProfile;
  /** Names of fields that its declared answers show as lists: a guessed answer must not show a text there. */
  readonly listNames: () => ReadonlySet<string>;
};

/** Reads entities out of a set of endpoints; computed once for each set, entity by entity as they are needed. */
export function entityCatalog(endpoints: ReadonlyMap<string, Endpoint>): EntityCatalog {
  const known = catalogs.get(endpoints);
  if (known !== undefined) return known;
  const showing = groupByEntity(endpoints);
  const tools = new Map<string, ToolCatalog>();
  let acted: ReadonlySet<string> | null = null;
  const catalog: EntityCatalog = {
    has: (entity) => showing.has(entity),
    isActedOn: (entity) => {
      acted ??= actedOn(endpoints);
      return acted.has(entity);
    },
    ofTool(toolId) {
      let tool = tools.get(toolId);
      if (tool === undefined) {
        const own = [...endpoints.values()].filter((endpoint) => endpoint.toolId === toolId);
        tool = toolCatalog(toolId, own, showing);
        tools.set(toolId, tool);
      }
      return tool;
    },
  };
  catalogs.set(endpoints, catalog);
  return catalog;
}

const catalogs = new WeakMap<ReadonlyMap<string, Endpoint>, EntityCatalog>();

function toolCatalog(
  toolId: string,
  endpoints: readonly Endpoint[],
  showing: ReadonlyMap<string, readonly Endpoint[]>,
): ToolCatalog {
  const profiles = new Map<string, EntityProfile>();
  let lists: ReadonlySet<string> | null = null;
  const build = (entity: string): EntityProfile => {
    const all = showing.get(entity) ?? [];
    const own = all.filter((endpoint) => endpoint.toolId === toolId);
    const profile = withReferredForm(buildEntityProfile(entity, own.length === 0 ? all : own), endpoints);
    return own.length > 0 && own.length < all.length ? withinAllBounds(profile, all) : profile;
  };
  // The same one is asked for again and again.
  let last: EntityProfile | null = null;
  return {
    profile(entity) {
      if (last !== null && last.entity === entity) return last;
      let profile = profiles.get(entity);
      if (profile === undefined) {
        profile = build(entity);
        profiles.set(entity, profile);
      }
      last = profile;
      return profile;
    },
    listNames() {
      lists ??= new Set(endpoints.flatMap((endpoint) => shapeOf(endpoint).listNames));
      return lists;
    },
  };
}

function actedOn(endpoints: ReadonlyMap<string, Endpoint>): ReadonlySet<string> {
  const acted = new Set<string>();
  for (const { intent, entity, idParameter, parameters } of endpoints.values()) {
    if (intent !== 'create' && intent !== 'update' && intent !== 'execute') continue;
    if (entity !== null && idParameter !== null) acted.add(entity);
    for (const { role, concept } of parameters)
      if (role === 'identifier' && concept?.id.endsWith('_id')) acted.add(concept.id.slice(0, -3));
  }
  return acted;
}

function groupByEntity(endpoints: ReadonlyMap<string, Endpoint>): Map<string, Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of [...endpoints.values()].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    for (const entity of shapeOf(endpoint).entities) {
      const group = groups.get(entity);
      if (group === undefined) groups.set(entity, [endpoint]);
      else group.push(endpoint);
    }
  }
  return groups;
}
