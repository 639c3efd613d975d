import { createColumn } from '../endpoint-graph/create-edge-builder.js';
import type { Columns } from './columns.js';
import type { EdgeKind, ElementTaker, NodeKind } from './walk-elements.js';

/** What the numbers of kinds in rows and arrays mean. */
export const heterogeneousKinds = {
  nodes: ['start', 'tool', 'endpoint', 'parameter', 'response_field', 'concept'],
  edges: ['opens', 'has_endpoint', 'input_of', 'returns', 'means', 'is_a', 'supplies'],
} as const satisfies { nodes: readonly NodeKind[]; edges: readonly EdgeKind[] };

/**
 * Kind, id and label. A parameter or field follows its endpoint, whose part of the id is left out; a label that is the last
 * segment of the id is left out, too.
 */
export type NodeRow = readonly [kind: number, id: string, label?: string];

export type CollectedElements = {
  readonly nodes: readonly NodeRow[];
  readonly edges: Columns;
  /** Distinct confidences; `edges.confidences` counts them from 1, 0 being none. */
  readonly confidences: readonly number[];
  readonly counts: { readonly [what: string]: number };
};

/** Takes what `walkElements` hands over into rows and arrays, for a file; `finish` gives them. */
export function collectElements(): { readonly taker: ElementTaker; finish(): CollectedElements } {
  const nodes: NodeRow[] = [];
  const sources = createColumn(Uint32Array);
  const targets = createColumn(Uint32Array);
  const kinds = createColumn(Uint8Array);
  const confidences = createColumn(Uint16Array);
  const distinct = new Map<number, number>();
  // In the order of first appearance; the keys are made once, not once for each of a million elements.
  const counts = new Map<string, number>();
  const count = (key = ''): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  let endpoint = '';
  const taker: ElementTaker = {
    node: (kind, id, label) => {
      if (kind === 'endpoint') endpoint = id;
      const isPart = kind === 'parameter' || kind === 'response_field';
      const own = isPart ? id.slice(endpoint.length + 1) : id;
      const number = heterogeneousKinds.nodes.indexOf(kind);
      count(nodeCounts[number]);
      return nodes.push(lastSegment(own) === label ? [number, own] : [number, own, label]) - 1;
    },
    edge: (source, target, kind, confidence) => {
      const number = heterogeneousKinds.edges.indexOf(kind);
      count(edgeCounts[number]);
      sources.push(source);
      targets.push(target);
      kinds.push(number);
      if (confidence !== undefined && !distinct.has(confidence)) distinct.set(confidence, distinct.size + 1);
      confidences.push(confidence === undefined ? 0 : (distinct.get(confidence) ?? 0));
    },
  };
  return {
    taker,
    finish: () => ({
      nodes,
      edges: {
        sources: sources.finish(),
        targets: targets.finish(),
        kinds: kinds.finish(),
        confidences: confidences.finish(),
      },
      confidences: [...distinct.keys()],
      counts: Object.fromEntries(counts),
    }),
  };
}

const nodeCounts: readonly string[] = heterogeneousKinds.nodes.map((kind) => `graph_nodes_${kind}`);
const edgeCounts: readonly string[] = heterogeneousKinds.edges.map((kind) => `graph_edges_${kind}`);

export function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
