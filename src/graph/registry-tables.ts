import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, PointerPattern } from '../types/json.js';
import type { Endpoint, Parameter, ResponseField, ResponseModel, Tool } from '../types/tool-registry.js';
import { createInterning } from './create-interning.js';

/** A registry in which everything that many endpoints have in common stands once and is meant by its number. */
export type RegistryTables = {
  readonly tools: readonly Tool[];
  readonly concepts: readonly ConceptMatch[];
  readonly schemas: readonly JsonSchema[];
  readonly fields: readonly FieldRow[];
  readonly responses: readonly ResponseRow[];
  readonly endpoints: Iterable<EndpointRow>;
};

/** Name, label, schema, concept (-1 for none), attribute. */
type FieldRow = readonly [string, string, number, number, string];
type ResponseRow = Omit<ResponseModel, 'confidence' | 'fields'> & {
  /** Pointer, field, object. */
  readonly fields: readonly (readonly [PointerPattern, number, number])[];
};
type ParameterRow = Omit<Parameter, 'concept'> & { readonly concept: number };
type EndpointRow = Omit<Endpoint, 'parameters' | 'response'> & {
  readonly parameters: readonly ParameterRow[];
  /** Response and its confidence. */
  readonly response: readonly [number, number];
};

/** Endpoints come last and one at a time; the tables before them are complete. */
export function toRegistryTables(registry: {
  readonly tools: readonly Tool[];
  readonly endpoints: readonly Endpoint[];
}): RegistryTables {
  const concepts = createInterning<ConceptMatch>();
  const schemas = createInterning<JsonSchema>();
  const fields = createInterning<FieldRow>(false);
  const responses = createInterning<ResponseRow>(false);
  const numberOf = (match: ConceptMatch | null): number => (match === null ? -1 : concepts.numberOf(match));
  const toFieldRow = ({ name, label, schema, concept, attribute }: ResponseField): FieldRow => [
    name,
    label,
    schemas.numberOf(schema),
    numberOf(concept),
    attribute,
  ];
  // Endpoints that share a response share the very list of its fields.
  const known = new Map<readonly ResponseField[], number>();
  const responseOf = ({ confidence: _, ...response }: ResponseModel): number => {
    const number =
      known.get(response.fields) ??
      responses.numberOf({
        ...response,
        fields: response.fields.map((field) => [
          field.pointer,
          fields.numberOf(toFieldRow(field)),
          field.object,
        ]),
      });
    known.set(response.fields, number);
    return number;
  };
  const numbers = registry.endpoints.map(({ response }) => responseOf(response));
  for (const { parameters } of registry.endpoints) for (const { concept } of parameters) numberOf(concept);
  function* endpoints(): Generator<EndpointRow> {
    for (const [place, endpoint] of registry.endpoints.entries())
      yield {
        ...endpoint,
        parameters: endpoint.parameters.map((each) => ({ ...each, concept: numberOf(each.concept) })),
        response: [numbers[place] ?? -1, endpoint.response.confidence],
      };
  }
  return {
    tools: registry.tools,
    concepts: concepts.all(),
    schemas: schemas.all(),
    fields: fields.all(),
    responses: responses.all(),
    endpoints: endpoints(),
  };
}

/** The endpoints that the tables hold. Equal parts are one object. Throws where a number means nothing. */
export function fromRegistryTables(tables: RegistryTables): Endpoint[] {
  const { concepts, schemas } = tables;
  const conceptOf = (number: number): ConceptMatch | null => (number < 0 ? null : at(concepts, number));
  const fields = tables.fields.map(([name, label, schema, concept, attribute]) => ({
    name,
    label,
    schema: at(schemas, schema),
    concept: conceptOf(concept),
    attribute,
  }));
  const responses = tables.responses.map(({ origin, schema, fields: rows, objects, counts }) => ({
    origin,
    schema,
    fields: rows.map(([pointer, field, object]): ResponseField => {
      const { name, label, schema: leaf, concept, attribute } = at(fields, field);
      return { pointer, name, label, schema: leaf, concept, object, attribute };
    }),
    objects,
    counts,
  }));
  const models = new Map<string, ResponseModel>();
  const modelOf = (number: number, confidence: number): ResponseModel => {
    const key = `${number} ${confidence}`;
    const known = models.get(key);
    if (known !== undefined) return known;
    const { origin, schema, fields: shown, objects, counts } = at(responses, number);
    const model = { origin, confidence, schema, fields: shown, objects, counts };
    models.set(key, model);
    return model;
  };
  return Array.from(tables.endpoints, (row) => ({
    ...row,
    parameters: row.parameters.map((each) => ({ ...each, concept: conceptOf(each.concept) })),
    response: modelOf(...row.response),
  }));
}

function at<Row>(rows: readonly Row[], number: number): Row {
  const row = rows[number];
  if (row === undefined) throw new Error(`there is no row ${number}`);
  return row;
}
