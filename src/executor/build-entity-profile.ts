import type { ConceptMatch } from '../types/concept.js';
import type { JsonPrimitive, JsonSchema } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { attributeKey, normalName } from './attribute-key.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { isIdLike } from './identities.js';
import { isIdField } from './is-id-field.js';

/** What the given endpoints say together about an entity. */
export function buildEntityProfile(entity: string, endpoints: readonly Endpoint[]): EntityProfile {
  const fields = new Map<string, ResponseField[]>();
  const idFields: ResponseField[] = [];
  // What is declared is heard first: an inferred answer's enum gives way to it.
  const isDeclared = ({ response }: Endpoint): boolean => response.origin === 'declared';
  for (const endpoint of [
    ...endpoints.filter(isDeclared),
    ...endpoints.filter((other) => !isDeclared(other)),
  ]) {
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
export function withinAllBounds(profile: EntityProfile, endpoints: readonly Endpoint[]): EntityProfile {
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
    label: concept === null || first.label === '' || isIdLike(first.name) ? first.name : first.label,
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
