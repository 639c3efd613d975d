import type { PointerPattern } from './json.js';

/** The projected endpoint graph: what the sampler walks. Plain data; edges sorted by source, then target, then kind. */
export type EndpointGraph = {
  readonly nodes: readonly EndpointNode[];
  readonly edges: readonly EndpointEdge[];
};

export type EndpointNode = {
  readonly endpointId: string;
  /** True where a conversation can start here: nothing it requires must come from another endpoint. */
  readonly entry: boolean;
};

export type EndpointEdge = {
  readonly from: string;
  readonly to: string;
  readonly kind: 'data_link' | 'semantic' | 'category';
  /** Positive integer, from `config/graph.yaml`; larger is more likely. */
  readonly weight: number;
  /** For `data_link`: the fields that fill parameters. Empty otherwise. */
  readonly links: readonly DataLink[];
  /** For `semantic`: the concepts that both take from the user (same city, same dates). Empty otherwise. */
  readonly sharedConcepts: readonly string[];
};

/** A response field that can fill a parameter. */
export type DataLink = {
  readonly field: PointerPattern;
  readonly parameter: string;
  /** 0–1. */
  readonly confidence: number;
  /** Path through the heterogeneous graph that justifies it: node keys from the source endpoint to the target one. */
  readonly path: readonly string[];
};
