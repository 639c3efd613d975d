import { uniformSchema } from '../json/uniform-schema.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonPrimitive, JsonSchema, JsonSchemaType } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { type ShownField, shapeOf } from './endpoint-shape.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { isIdLike } from './identities.js';
import { traitsOf } from './name-traits.js';

/** What the given endpoints say together about an entity; scenes of a run take the same endpoints together again and again. */
export function buildEntityProfile(entity: string, endpoints: readonly Endpoint[]): EntityProfile {
  const [first, ...others] = endpoints;
  if (first === undefined) return readProfile(entity, endpoints);
  const { profiles } = shapeOf(first);
  const key =
    others.length === 0 ? entity : `${entity}\n${others.map(({ callName }) => callName).join('\n')}`;
  const known = profiles.get(key);
  if (known?.endpoints.every((endpoint, index) => endpoint === endpoints[index])) return known.profile;
  const profile = readProfile(entity, endpoints);
  if (profiles.size >= mostCompanies) profiles.clear();
  profiles.set(key, { endpoints, profile });
  return profile;
}

/** Sets of endpoints that are remembered with their first one. */
const mostCompanies = 16;

function readProfile(entity: string, endpoints: readonly Endpoint[]): EntityProfile {
  const fields = new Map<string, ShownField[]>();
  const idFields: ShownField[] = [];
  // What is declared is heard first: an inferred answer's enum gives way to it.
  const isDeclared = ({ response }: Endpoint): boolean => response.origin === 'declared';
  hear(endpoints.filter(isDeclared), entity, fields, idFields);
  hear(
    endpoints.filter((other) => !isDeclared(other)),
    entity,
    fields,
    idFields,
  );
  const own = endpoints.filter((endpoint) => endpoint.entity === entity);
  const parameterSchemas = schemasByAttribute(own);
  const attributes = new Map<string, AttributeProfile>();
  for (const [key, shown] of fields) attributes.set(key, mergeShown(shown, parameterSchemas.get(key)));
  const id = idFields.length === 0 ? undefined : mergeShown(idFields, undefined);
  return {
    entity,
    attributes,
    idSchema: takesNumbers(own) ? { type: 'integer' } : asTaken(id?.schema ?? {}, own),
    idConcept: id?.concept?.id ?? null,
    references: referencesIn(entity, attributes, own),
    written: new Set(own.flatMap((endpoint) => endpoint.writes.map(({ field }) => field))),
    idExamples: own.flatMap((endpoint) => shapeOf(endpoint).idParameter?.examples ?? []),
  };
}

/** Adds the fields that endpoints show of an entity, by the attribute that they show. */
function hear(
  endpoints: readonly Endpoint[],
  entity: string,
  fields: Map<string, ShownField[]>,
  idFields: ShownField[],
): void {
  for (const endpoint of endpoints) {
    for (const shown of shapeOf(endpoint).byEntity.get(entity) ?? []) {
      if (shown.isId) idFields.push(shown);
      const list = fields.get(shown.attribute);
      if (list === undefined) fields.set(shown.attribute, [shown]);
      else list.push(shown);
    }
  }
}

/** An instance that two tools show keeps its numbers where they fit the bounds of both. */
export function withinAllBounds(profile: EntityProfile, endpoints: readonly Endpoint[]): EntityProfile {
  const attributes = new Map(profile.attributes);
  for (const endpoint of endpoints) {
    for (const { field, attribute: key } of shapeOf(endpoint).byEntity.get(profile.entity) ?? []) {
      const { minimum, maximum } = field.schema;
      if (minimum === undefined && maximum === undefined) continue;
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
      if (low > high || (low === own.schema.minimum && high === own.schema.maximum)) continue;
      const bounds = {
        ...(Number.isFinite(low) ? { minimum: low } : {}),
        ...(Number.isFinite(high) ? { maximum: high } : {}),
      };
      attributes.set(key, { ...own, schema: uniformSchema({ ...own.schema, ...bounds }) });
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
  for (const endpoint of endpoints)
    for (const [attribute, concept] of shapeOf(endpoint).statedReferences) add(attribute, concept);
  return references;
}

/** Codes by which people name things. */
const codes = new Map([
  ['ticker', 'stock'],
  ['crypto_symbol', 'cryptocurrency'],
]);

/** True where some endpoint takes the entity's id as a number: then ids are numbers, also where they are shown as text. */
function takesNumbers(endpoints: readonly Endpoint[]): boolean {
  return endpoints.some((endpoint) => {
    const type = shapeOf(endpoint).idParameter?.schema.type;
    return type === 'integer' || type === 'number';
  });
}

/** What is said of an id where it is asked for, it obeys where it is shown. */
function asTaken(shown: JsonSchema, endpoints: readonly Endpoint[]): JsonSchema {
  if (shown.pattern !== undefined || shown.format !== undefined) return shown;
  const taken = endpoints.flatMap((endpoint) => shapeOf(endpoint).idParameter?.schema ?? []);
  const stated = taken.find(({ pattern, format }) => pattern !== undefined || format !== undefined);
  if (stated === undefined) return shown;
  const { pattern, format, minLength, maxLength } = stated;
  const bounds = Object.entries({ pattern, format, minLength, maxLength });
  return { ...shown, ...Object.fromEntries(bounds.filter(([, bound]) => bound !== undefined)) };
}

function schemasByAttribute(endpoints: readonly Endpoint[]): Map<string, readonly JsonSchema[]> {
  const schemas = new Map<string, readonly JsonSchema[]>();
  for (const endpoint of endpoints)
    for (const [attribute, own] of shapeOf(endpoint).parameterSchemas)
      schemas.set(attribute, [...(schemas.get(attribute) ?? []), ...own]);
  return schemas;
}

function mergeShown(
  shown: readonly ShownField[],
  parameterSchemas: readonly JsonSchema[] | undefined,
): AttributeProfile {
  const [only] = shown;
  if (only !== undefined && shown.length === 1 && parameterSchemas === undefined) return aloneOf(only);
  const profiles = shown.map(aloneOf);
  const [first] = shown as [ShownField];
  let concept: ConceptMatch | null = null;
  for (const profile of profiles)
    if (profile.concept !== null && profile.concept.confidence > (concept?.confidence ?? -1))
      concept = profile.concept;
  return {
    shared: shown.length > 1,
    concept,
    label: labelOf(first.field, concept),
    traits: traitsOf(first.attribute),
    schema: mergeSchemas(
      profiles.map(({ schema }) => schema),
      parameterSchemas ?? [],
    ),
  };
}

/** What a field says where nothing else speaks of its attribute. */
function aloneOf(shown: ShownField): AttributeProfile {
  if (shown.alone === null) {
    const { field } = shown;
    shown.alone = {
      shared: false,
      concept: field.concept,
      label: labelOf(field, field.concept),
      traits: traitsOf(shown.attribute),
      schema: mergeSchemas([field.schema], []),
    };
  }
  return shown.alone;
}

function labelOf({ name, label }: ResponseField, concept: ConceptMatch | null): string {
  return concept === null || label === '' || isIdLike(name) ? name : label;
}

function mergeSchemas(schemas: readonly JsonSchema[], parameterSchemas: readonly JsonSchema[]): JsonSchema {
  const merged: { -readonly [Key in keyof JsonSchema]: JsonSchema[Key] } = uniformSchema({});
  const type = commonType(schemas);
  const members = commonEnum(schemas) ?? commonEnum(parameterSchemas);
  if (type !== undefined) merged.type = type;
  if (members !== null) merged.enum = members;
  for (const { minimum, maximum, maxLength, format, description } of schemas) {
    if (minimum !== undefined) merged.minimum = Math.max(merged.minimum ?? minimum, minimum);
    if (maximum !== undefined) merged.maximum = Math.min(merged.maximum ?? maximum, maximum);
    if (maxLength !== undefined) merged.maxLength = Math.min(merged.maxLength ?? maxLength, maxLength);
    if (format !== undefined) merged.format ??= format;
    if (description !== undefined) merged.description ??= description;
  }
  return merged;
}

/** The narrowest of the types that any of them names. */
function commonType(schemas: readonly JsonSchema[]): JsonSchemaType | undefined {
  return (['boolean', 'integer', 'number', 'string'] as const).find((type) =>
    schemas.some(
      (schema) => schema.type === type || (schema.type?.includes(type) && Array.isArray(schema.type)),
    ),
  );
}

function commonEnum(schemas: readonly JsonSchema[]): readonly JsonPrimitive[] | null {
  let first: readonly JsonPrimitive[] | null = null;
  let common: readonly JsonPrimitive[] | null = null;
  for (const { enum: members } of schemas) {
    if (members === undefined || members.length === 0) continue;
    first ??= members;
    common = common === null ? members : common.filter((member) => members.includes(member));
  }
  return common === null || common.length === 0 ? first : common;
}
