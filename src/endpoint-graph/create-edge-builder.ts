import { type CompactEdges, edgeKinds } from '../types/compact-edges.js';

export type NewEdge = {
  readonly target: number;
  readonly kind: (typeof edgeKinds)[number];
  readonly weight: number;
  readonly sharedConcepts: readonly string[];
  readonly links: readonly NewLink[];
};

export type NewLink = {
  /** Place among the source's response fields. */
  readonly field: number;
  /** Place among the target's parameters. */
  readonly parameter: number;
  /** 0–1, a multiple of 0.001. */
  readonly confidence: number;
  /** Concepts between field and parameter. */
  readonly path: readonly string[];
};

/** Collects edges, node by node in the order of the nodes, into arrays that grow as needed. */
export type EdgeBuilder = {
  addNode(edges: readonly NewEdge[]): void;
  finish(): CompactEdges;
};

export function createEdgeBuilder(): EdgeBuilder {
  const offsets = createColumn(Uint32Array);
  const targets = createColumn(Uint32Array);
  const weights = createColumn(Uint32Array);
  const kinds = createColumn(Uint8Array);
  const shared = createColumn(Uint32Array);
  const linkOffsets = createColumn(Uint32Array);
  const linkFields = createColumn(Uint32Array);
  const linkParameters = createColumn(Uint32Array);
  const linkConfidences = createColumn(Uint16Array);
  const linkPaths = createColumn(Uint32Array);
  const sharedConcepts = createTable();
  const paths = createTable();
  sharedConcepts.indexOf([]);
  offsets.push(0);
  linkOffsets.push(0);
  return {
    addNode: (edges) => {
      for (const edge of edges) {
        targets.push(edge.target);
        weights.push(edge.weight);
        kinds.push(edgeKinds.indexOf(edge.kind));
        shared.push(sharedConcepts.indexOf(edge.sharedConcepts));
        for (const link of edge.links) {
          linkFields.push(link.field);
          linkParameters.push(link.parameter);
          linkConfidences.push(Math.round(link.confidence * 1000));
          linkPaths.push(paths.indexOf(link.path));
        }
        linkOffsets.push(linkFields.length());
      }
      offsets.push(targets.length());
    },
    finish: () => ({
      offsets: offsets.finish(),
      targets: targets.finish(),
      weights: weights.finish(),
      kinds: kinds.finish(),
      shared: shared.finish(),
      linkOffsets: linkOffsets.finish(),
      linkFields: linkFields.finish(),
      linkParameters: linkParameters.finish(),
      linkConfidences: linkConfidences.finish(),
      linkPaths: linkPaths.finish(),
      sharedConcepts: sharedConcepts.finish(),
      paths: paths.finish(),
    }),
  };
}

type Numbers = Uint32Array | Uint16Array | Uint8Array;

/** An array that doubles where it is full. */
export function createColumn<Column extends Numbers>(type: new (length: number) => Column) {
  let values = new type(1024);
  let length = 0;
  return {
    push: (value: number): void => {
      if (length === values.length) {
        const larger = new type(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    length: () => length,
    finish: (): Column => values.slice(0, length) as Column,
  };
}

/** Numbers distinct lists of words in the order of their first appearance. */
function createTable() {
  const known = new Map<string, number>();
  const lists: (readonly string[])[] = [];
  return {
    indexOf: (list: readonly string[]): number => {
      const key = list.join(' ');
      const index = known.get(key);
      if (index !== undefined) return index;
      known.set(key, lists.length);
      return lists.push(list) - 1;
    },
    finish: () => lists,
  };
}
