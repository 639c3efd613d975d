import type { ConceptMatch } from '../types/concept.js';
import type { JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { attributeKey, normalName } from './attribute-key.js';

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
};

/** Reads entities out of a set of endpoints; computed once for each set, entity by entity as they are needed. */
export function entityCatalog(endpoints: ReadonlyMap<string, Endpoint>): EntityCatalog {
  const known = catalogs.get(endpoints);
  if (known !== undefined) return known;
  const showing = groupByEntity(endpoints);
  const profiles = new Map<string, EntityProfile>();
  const catalog: EntityCatalog = {
    has: (entity) => showing.has(entity),
    profile(entity, toolId) {
      const key = `${toolId}#${entity}`;
      let profile = profiles.get(key);
      if (profile === undefined) {
        const all = showing.get(entity) ?? [];
        const own = all.filter((endpoint) => endpoint.toolId === toolId);
        profile = buildProfile(entity, own.length === 0 ? all : own);
        if (own.length > 0 && own.length < all.length) profile = withinAllBounds(profile, all);
        profiles.set(key, profile);
      }
      return profile;
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

function buildProfile(entity: string, endpoints: readonly Endpoint[]): EntityProfile {
  const fields = new Map<string, ResponseField[]>();
  const idFields: ResponseField[] = [];
  for (const endpoint of endpoints) {
    for (const field of endpoint.response.fields) {
      const object = endpoint.response.objects[field.object];
      if (object?.entity !== entity) continue;
      if (isIdField(endpoint, field)) idFields.push(field);
      const key = attributeKey(endpoint, field);
      const list = fields.get(key);
      if (list === undefined) fields.set(key, [field]);
      else list.push(field);
    }
  }
  const parameterSchemas = parametersByAttribute(entity, endpoints);
  const attributes = new Map<string, AttributeProfile>();
  for (const [key, shown] of fields) attributes.set(key, mergeFields(shown, parameterSchemas.get(key) ?? []));
  const id = idFields.length === 0 ? undefined : mergeFields(idFields, []);
  return {
    entity,
    attributes,
    idSchema: takesNumbers(entity, endpoints) ? { type: 'integer' } : (id?.schema ?? {}),
    idConcept: id?.concept?.id ?? null,
    references: referencesIn(entity, attributes, endpoints),
    written: new Set(
      endpoints.flatMap((endpoint) =>
        endpoint.entity === entity ? endpoint.writes.map(({ field }) => field) : [],
      ),
    ),
    idExamples: endpoints.flatMap(
      (endpoint) =>
        (endpoint.entity === entity &&
          endpoint.parameters.find((parameter) => parameter.name === endpoint.idParameter)?.examples) ||
        [],
    ),
  };
}

/** An instance that two tools show keeps its numbers where they fit the bounds of both. */
function withinAllBounds(profile: EntityProfile, endpoints: readonly Endpoint[]): EntityProfile {
  const attributes = new Map(profile.attributes);
  for (const endpoint of endpoints) {
    for (const field of endpoint.response.fields) {
      const { minimum, maximum } = field.schema;
      if (minimum === undefined && maximum === undefined) continue;
      if (endpoint.response.objects[field.object]?.entity !== profile.entity) continue;
      const key = attributeKey(endpoint, field);
      const own = attributes.get(key);
      if (own === undefined) continue;
      const low = Math.max(
        own.schema.minimum ?? Number.NEGATIVE_INFINITY,
        minimum ?? Number.NEGATIVE_INFINITY,
      );
      const high = Math.min(
        own.schema.maximum ?? Number.POSITIVE_INFINITY,
        maximum ?? Number.POSITIVE_INFINITY,
      );
      if (low > high) continue;
      const bounds = {
        ...(Number.isFinite(low) ? { minimum: low } : {}),
        ...(Number.isFinite(high) ? { maximum: high } : {}),
      };
      attributes.set(key, { ...own, schema: { ...own.schema, ...bounds } });
    }
  }
  return { ...profile, attributes };
}

/** By the concept of a shown field or of a parameter, else by its name: `companyId` of a visit names a company. */
function referencesIn(
  entity: string,
  attributes: ReadonlyMap<string, AttributeProfile>,
  endpoints: readonly Endpoint[],
): Map<string, string> {
  const references = new Map<string, string>();
  const add = (attribute: string, concept: string | undefined): void => {
    const named = (concept?.endsWith('_id') ? concept : attribute).replace(/_id$/, '');
    if (named !== entity && attribute !== 'id') references.set(attribute, named);
  };
  for (const [attribute, { concept }] of attributes) {
    const coded = codes.get(concept?.id ?? '');
    if (coded !== undefined && coded !== entity && attribute !== 'id') references.set(attribute, coded);
  }
  for (const [attribute, { concept }] of attributes)
    if (attribute.endsWith('_id') || concept?.id.endsWith('_id')) add(attribute, concept?.id);
  for (const endpoint of endpoints) {
    if (endpoint.entity !== entity) continue;
    for (const { name, concept, role } of endpoint.parameters) {
      if (role !== 'identifier' || name === endpoint.idParameter || !concept?.id.endsWith('_id')) continue;
      const written = endpoint.writes.find((write) => write.parameter === name)?.field ?? normalName(name);
      add(written, concept.id);
    }
  }
  return references;
}

/** Codes by which people name things. */
const codes = new Map([
  ['ticker', 'stock'],
  ['crypto_symbol', 'cryptocurrency'],
]);

/** True where some endpoint takes the entity's id as a number: then ids are numbers, also where they are shown as text. */
function takesNumbers(entity: string, endpoints: readonly Endpoint[]): boolean {
  return endpoints.some((endpoint) => {
    if (endpoint.entity !== entity || endpoint.idParameter === null) return false;
    const type = endpoint.parameters.find(({ name }) => name === endpoint.idParameter)?.schema.type;
    return type === 'integer' || type === 'number';
  });
}

export function isIdField(endpoint: Endpoint, field: ResponseField): boolean {
  const object = endpoint.response.objects[field.object];
  return (
    object !== undefined &&
    object.idField !== null &&
    field.pointer === `${object.at}/${object.idField.replaceAll('~', '~0').replaceAll('/', '~1')}`
  );
}

/** Schemas of the parameters that filter or write an attribute: their enums bound what the attribute can be. */
function parametersByAttribute(entity: string, endpoints: readonly Endpoint[]): Map<string, JsonSchema[]> {
  const schemas = new Map<string, JsonSchema[]>();
  for (const endpoint of endpoints) {
    if (endpoint.entity !== entity) continue;
    const uses = [...endpoint.filters.filter((filter) => filter.operator === 'equals'), ...endpoint.writes];
    for (const { parameter: name, field } of uses) {
      const schema = endpoint.parameters.find((parameter) => parameter.name === name)?.schema;
      if (schema !== undefined) schemas.set(field, [...(schemas.get(field) ?? []), schema]);
    }
  }
  return schemas;
}

function mergeFields(
  fields: readonly ResponseField[],
  parameterSchemas: readonly JsonSchema[],
): AttributeProfile {
  const first = fields[0] as ResponseField;
  let concept: ConceptMatch | null = null;
  for (const field of fields)
    if (field.concept !== null && field.concept.confidence > (concept?.confidence ?? -1))
      concept = field.concept;
  const schemas = fields.map((field) => field.schema);
  const members = commonEnum(schemas) ?? commonEnum(parameterSchemas);
  const types = new Set(schemas.flatMap((schema) => schema.type ?? []));
  const type = (['boolean', 'integer', 'number', 'string'] as const).find((item) => types.has(item));
  const lows = schemas.flatMap((schema) => schema.minimum ?? []);
  const highs = schemas.flatMap((schema) => schema.maximum ?? []);
  const lengths = schemas.flatMap((schema) => schema.maxLength ?? []);
  const format = schemas.find((schema) => schema.format !== undefined)?.format;
  const description = schemas.find((schema) => schema.description !== undefined)?.description;
  return {
    shared: fields.length > 1,
    concept,
    label: concept === null || first.label === '' ? first.name : first.label,
    schema: {
      ...(type === undefined ? {} : { type }),
      ...(members === null ? {} : { enum: members }),
      ...(lows.length === 0 ? {} : { minimum: Math.max(...lows) }),
      ...(highs.length === 0 ? {} : { maximum: Math.min(...highs) }),
      ...(lengths.length === 0 ? {} : { maxLength: Math.min(...lengths) }),
      ...(format === undefined ? {} : { format }),
      ...(description === undefined ? {} : { description }),
    },
  };
}

function commonEnum(schemas: readonly JsonSchema[]): readonly JsonPrimitive[] | null {
  const lists = schemas.flatMap((schema) =>
    schema.enum === undefined || schema.enum.length === 0 ? [] : [schema.enum],
  );
  const [first, ...others] = lists;
  if (first === undefined) return null;
  const common = first.filter((member) => others.every((other) => other.includes(member)));
  return common.length === 0 ? first : common;
}
