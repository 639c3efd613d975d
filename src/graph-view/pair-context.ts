import type { ConceptIndex } from '../graph/concept-index.js';
import type { GraphSettings } from '../graph/graph-settings.js';
import { isCorner, readEnd } from '../graph/read-end.js';
import { identifyField, identifyParameter, type ValueIdentity } from '../graph/value-identity.js';
import type { JsonSchema } from '../types/json.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';

/** What it takes to explain a pair: the built graph and what it was built with. */
export type PairContext = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly concepts: ConceptIndex;
  readonly settings: GraphSettings;
};

/** A value that an endpoint gives or wants, as the graph's rules see it. */
export type PairValue = {
  /** Pointer of the field, or name of the parameter. */
  readonly place: string;
  readonly name: string;
  readonly schema: JsonSchema;
  readonly identity: ValueIdentity;
  readonly end: 'from' | 'to' | null;
  readonly isCorner: boolean;
};

/** Values of an endpoint's answer that could be passed on; those of the envelope describe the call, not the world. */
export function valuesGiven({ concepts, settings }: PairContext, endpoint: Endpoint): readonly PairValue[] {
  const { fields, objects, origin } = endpoint.response;
  if (origin === 'unknown') return [];
  return fields
    .filter(({ object }) => objects.length === 0 || object >= 0)
    .flatMap((field) => {
      const identity = identifyField(endpoint, field, concepts, settings);
      if (identity === null) return [];
      const { pointer: place, name, schema } = field;
      return [
        { place, name, schema, identity, end: readEnd(field, identity.anchor, settings), isCorner: false },
      ];
    });
}

/** Values of an endpoint's parameters that an answer could supply. */
export function valuesWanted({ concepts, settings }: PairContext, endpoint: Endpoint): readonly PairValue[] {
  return endpoint.parameters
    .filter(({ role }) => role === 'identifier' || role === 'filter' || role === 'content')
    .flatMap((parameter) => {
      const identity = identifyParameter(endpoint, parameter, concepts, settings);
      if (identity === null) return [];
      const { name, schema } = parameter;
      return [
        {
          place: name,
          name,
          schema,
          identity,
          end: readEnd(parameter, identity.anchor, settings),
          isCorner: isCorner(name, identity.anchor, settings),
        },
      ];
    });
}
