import type { Concept, KnownBy } from '../../src/types/concept.js';
import type { JsonSchema } from '../../src/types/json.js';
import type {
  Endpoint,
  Intent,
  Parameter,
  ResponseField,
  ResponseObject,
  ToolRegistry,
} from '../../src/types/tool-registry.js';

type ParameterSketch = Partial<Omit<Parameter, 'concept'>> & {
  readonly name: string;
  readonly concept?: string | null;
};

/** A response field as `pointer: concept`; null for a field without one. */
type ResponseSketch = { readonly [pointer: string]: string | null };

export type EndpointSketch = {
  /** `hotels/search`: tool, endpoint. */
  readonly id: string;
  readonly intent?: Intent;
  readonly entity?: string | null;
  readonly parameters?: readonly ParameterSketch[];
  readonly response?: ResponseSketch;
  readonly objects?: readonly ResponseObject[];
  readonly idParameter?: string | null;
  readonly unusable?: string | null;
  readonly category?: string;
};

/** An endpoint with defaults, so that a test shows only what matters. */
export function makeEndpoint(sketch: EndpointSketch): Endpoint {
  const [tool = '', name = ''] = sketch.id.split('/');
  const objects = sketch.objects ?? [];
  return {
    id: sketch.id,
    toolId: tool,
    callName: `${tool}::${name}`,
    name,
    description: '',
    method: 'GET',
    intent: sketch.intent ?? 'retrieve',
    entity: sketch.entity ?? null,
    parameters: (sketch.parameters ?? []).map(makeParameter),
    response: {
      origin: 'declared',
      confidence: 1,
      schema: { type: 'object' },
      fields: Object.entries(sketch.response ?? {}).map(([pointer, concept]) =>
        makeField(pointer, concept, objects),
      ),
      objects,
      counts: [],
    },
    idParameter: sketch.idParameter ?? null,
    filters: [],
    writes: [],
    irreversible: false,
    errors: [],
    unusable: sketch.unusable ?? null,
  };
}

export function makeRegistry(sketches: readonly EndpointSketch[]): ToolRegistry {
  const endpoints = sketches.map(makeEndpoint).sort((left, right) => (left.id < right.id ? -1 : 1));
  const categories = new Map(
    sketches.map((sketch) => [sketch.id.split('/')[0], sketch.category ?? 'travel']),
  );
  const tools = [...new Set(endpoints.map(({ toolId }) => toolId))].sort().map((id) => ({
    id,
    name: id,
    category: categories.get(id) ?? 'travel',
    description: '',
    endpointIds: endpoints.filter(({ toolId }) => toolId === id).map((endpoint) => endpoint.id),
  }));
  return { tools, endpoints };
}

/** A few concepts: places, dates, a ticker, and identifiers of the entities named. */
export function makeConcepts(entities: readonly string[]): {
  readonly concepts: ReadonlyMap<string, Concept>;
} {
  const concepts = [
    makeConcept('city', 'anyone'),
    makeConcept('origin_city', 'anyone', { parent: 'city' }),
    makeConcept('date', 'anyone'),
    makeConcept('ticker', 'anyone', { identifies: 'stock' }),
    makeConcept('latitude', 'anyone'),
    makeConcept('longitude', 'anyone'),
    makeConcept('text', 'anyone'),
    makeConcept('password', 'secret'),
    makeConcept('identifier', 'system'),
    ...entities.map((entity) =>
      makeConcept(`${entity}_id`, 'system', { parent: 'identifier', identifies: entity }),
    ),
  ];
  return { concepts: new Map(concepts.map((concept) => [concept.id, concept])) };
}

function makeConcept(
  id: string,
  knownBy: KnownBy,
  { parent = null, identifies = null }: { parent?: string | null; identifies?: string | null } = {},
): Concept {
  return { id, parent, knownBy, identifies, generator: null };
}

function makeParameter({ name, concept, ...rest }: ParameterSketch): Parameter {
  return {
    name,
    required: true,
    schema: { type: 'string' },
    description: '',
    label: name.replaceAll('_', ' '),
    examples: [],
    concept: concept ? { id: concept, confidence: 0.9, evidence: [] } : null,
    role: concept?.endsWith('_id') ? 'identifier' : 'filter',
    source: concept?.endsWith('_id') ? 'none' : 'user',
    ...rest,
  };
}

function makeField(
  pointer: string,
  concept: string | null,
  objects: readonly ResponseObject[],
): ResponseField {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const schema: JsonSchema = { type: 'string' };
  let object = -1;
  objects.forEach(({ at }, index) => {
    const best = objects[object]?.at.length ?? -1;
    if (pointer.startsWith(`${at}/`) && at.length > best) object = index;
  });
  return {
    pointer,
    name,
    label: name.replaceAll('_', ' '),
    schema,
    concept: concept ? { id: concept, confidence: 0.9, evidence: [] } : null,
    object,
    attribute: name,
  };
}
