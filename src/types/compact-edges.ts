/** Kinds of edges by their number in `CompactEdges.kinds`. */
export const edgeKinds = ['data_link', 'semantic', 'category'] as const;

/**
 * The edges of the projection as arrays over numbers: 17 bytes an edge where objects take 350, and no text at all. Nodes
 * are numbered as in `EndpointGraph.nodes`; fields and parameters by their place in the endpoint.
 */
export type CompactEdges = {
  /** Edges of node `n` are `offsets[n]` up to `offsets[n + 1]`; one entry more than there are nodes. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Uint32Array;
  /** Into `edgeKinds`. */
  readonly kinds: Uint8Array;
  /** Into `sharedConcepts`. */
  readonly shared: Uint32Array;
  /** Links of edge `e` are `linkOffsets[e]` up to `linkOffsets[e + 1]`; one entry more than there are edges. */
  readonly linkOffsets: Uint32Array;
  /** Into the source endpoint's response fields. */
  readonly linkFields: Uint32Array;
  /** Into the target endpoint's parameters. */
  readonly linkParameters: Uint32Array;
  /** In thousandths. */
  readonly linkConfidences: Uint16Array;
  /** Into `paths`. */
  readonly linkPaths: Uint32Array;
  /** Distinct lists of concepts that two endpoints take from the user. The first is empty. */
  readonly sharedConcepts: readonly (readonly string[])[];
  /** Distinct lists of concepts between a field and the parameter that it fills. */
  readonly paths: readonly (readonly string[])[];
};
