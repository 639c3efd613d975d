import { ownNameOf } from '../arguments/own-name.js';
import type { JsonSchema } from '../types/json.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import { attributeKey, normalName } from './attribute-key.js';
import { rememberByEndpoint } from './endpoint-memory.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { isIdField } from './is-id-field.js';

/** A field of an endpoint's answer, with what follows from where it stands. */
export type ShownField = {
  readonly field: ResponseField;
  /** Name under which its value is kept for its instance. */
  readonly attribute: string;
  /** True where it shows the identifier of the object that it stands in. */
  readonly isId: boolean;
  /** What it says of its attribute where nothing else speaks of that; null until somebody asks. */
  alone: AttributeProfile | null;
};

/** What is constant of an endpoint's answer. */
export type EndpointShape = {
  /** What the answer is about. */
  readonly entity: string;
  /** True where the endpoint's own object is the member of a list. */
  readonly isList: boolean;
  /** True where the registry knows the property that holds the id of its own object. */
  readonly hasIdField: boolean;
  readonly fields: readonly ShownField[];
  /** Those of its own object. */
  readonly own: readonly ShownField[];
  /** Those of its own object that show its id. */
  readonly ownIds: readonly ShownField[];
  /** The entity that the endpoint acts on and those that its answer shows. */
  readonly entities: ReadonlySet<string>;
  /** Names of fields that a declared answer shows as lists. */
  readonly listNames: readonly string[];
  /** Schemas of the parameters that filter or write an attribute: their enums bound what the attribute can be. */
  readonly parameterSchemas: ReadonlyMap<string, readonly JsonSchema[]>;
  /** Attributes that a parameter states and that hold the id of another thing, with the concept of that id. */
  readonly statedReferences: readonly (readonly [attribute: string, concept: string])[];
  /** Fields of the members of a list of which a call may name several values, with the parameters that take them. */
  readonly compared: readonly { readonly shown: ShownField; readonly parameters: readonly Parameter[] }[];
  /** The parameter that names the one entity to read or change. */
  readonly idParameter: Parameter | undefined;
  /** The form of ids that a declared answer shows, by the concept of the id. */
  readonly declaredForms: ReadonlyMap<string, JsonSchema>;
  /** What it says of entities together with others, in whose company it comes first. */
  readonly profiles: Map<
    string,
    { readonly endpoints: readonly Endpoint[]; readonly profile: EntityProfile }
  >;
  /** Fields by the entity whose object they stand in. */
  readonly byEntity: ReadonlyMap<string, readonly ShownField[]>;
};

/** The shape of an endpoint's answer. */
export const shapeOf: (endpoint: Endpoint) => EndpointShape = rememberByEndpoint(
  readShape,
  ({ response }) => response.fields.length + 4,
  300_000,
);

function readShape(endpoint: Endpoint): EndpointShape {
  const { fields, objects } = endpoint.response;
  const shown = fields.map(
    (field): ShownField => ({
      field,
      attribute: attributeKey(endpoint, field),
      isId: isIdField(endpoint, field),
      alone: null,
    }),
  );
  const byEntity = new Map<string, ShownField[]>();
  for (const one of shown) {
    const entity = objects[one.field.object]?.entity;
    if (entity === undefined) continue;
    const group = byEntity.get(entity);
    if (group === undefined) byEntity.set(entity, [one]);
    else group.push(one);
  }
  const own = shown.filter(({ field }) => field.object === 0);
  const isList = (objects[0]?.at ?? '').includes('*');
  return {
    entity: objects[0]?.entity ?? endpoint.entity ?? endpoint.callName,
    isList,
    hasIdField: objects[0]?.idField != null,
    fields: shown,
    own,
    profiles: new Map(),
    ownIds: own.filter(({ isId }) => isId),
    entities: new Set(
      [endpoint.entity, ...objects.map((object) => object.entity)].filter((entity) => entity !== null),
    ),
    listNames:
      endpoint.response.origin === 'declared'
        ? fields.filter(({ pointer }) => pointer.endsWith('/*')).map(({ name }) => name)
        : [],
    declaredForms: idForms(endpoint),
    parameterSchemas: schemasByAttribute(endpoint),
    statedReferences: referencesStatedBy(endpoint),
    compared: isList ? comparedBy(endpoint, own) : [],
    idParameter: endpoint.parameters.find(({ name }) => name === endpoint.idParameter),
    byEntity,
  };
}

function schemasByAttribute(endpoint: Endpoint): ReadonlyMap<string, readonly JsonSchema[]> {
  const schemas = new Map<string, JsonSchema[]>();
  const uses = [...endpoint.filters.filter((filter) => filter.operator === 'equals'), ...endpoint.writes];
  for (const { parameter: name, field } of uses) {
    const schema = endpoint.parameters.find((parameter) => parameter.name === name)?.schema;
    if (schema === undefined) continue;
    const known = schemas.get(field);
    if (known === undefined) schemas.set(field, [schema]);
    else known.push(schema);
  }
  return schemas;
}

function referencesStatedBy(endpoint: Endpoint): (readonly [string, string])[] {
  return endpoint.parameters.flatMap((parameter) => {
    const { name, concept, role } = parameter;
    if (role !== 'identifier' || name === endpoint.idParameter || !concept?.id.endsWith('_id')) return [];
    const written =
      endpoint.writes.find((write) => write.parameter === name)?.field ?? normalName(ownNameOf(parameter));
    return [[written, concept.id] as const];
  });
}

function idForms({ response }: Endpoint): ReadonlyMap<string, JsonSchema> {
  const forms = new Map<string, JsonSchema>();
  if (response.origin !== 'declared') return forms;
  for (const { concept, schema } of response.fields) {
    const form = concept?.id.endsWith('_id') && !forms.has(concept.id) ? formOf(schema) : null;
    if (concept !== null && form !== null) forms.set(concept.id, form);
  }
  return forms;
}

/** Forms that ids of a kind have everywhere: a UUID or a number. */
function formOf({ type, format }: JsonSchema): JsonSchema | null {
  if (type === 'string' && format === 'uuid') return { type, format };
  return type === 'integer' ? { type } : null;
}

function comparedBy({ parameters }: Endpoint, own: readonly ShownField[]): EndpointShape['compared'] {
  return own.flatMap((shown) => {
    const { concept } = shown.field;
    const taking = parameters.filter((parameter) => concept !== null && parameter.concept?.id === concept.id);
    return taking.length === 0 ? [] : [{ shown, parameters: taking }];
  });
}
