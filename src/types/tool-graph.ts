import type { CompactEdges } from './compact-edges.js';
import type { KnownBy } from './concept.js';
import type { PointerPattern } from './json.js';

/** The projected endpoint graph: what the sampler walks. Plain data; edges sorted by source, then target, then kind. */
export type EndpointGraph = {
  readonly nodes: readonly EndpointNode[];
  /** Made from `compact` when first asked for, where there is one: a large catalog has a million. */
  readonly edges: readonly EndpointEdge[];
  /** The same edges as arrays. */
  readonly compact?: CompactEdges;
};

export type EndpointNode = {
  readonly endpointId: string;
  /** True where a conversation can start here: nothing it requires must come from another endpoint. */
  readonly entry: boolean;
  /** What its parameters mean across endpoints; parameters without such a meaning are left out. */
  readonly meanings?: readonly ParameterMeaning[];
};

/** What a parameter's value has to do with other endpoints' values. */
export type ParameterMeaning = {
  readonly parameter: string;
  /** Universal concept that it belongs to (`city` for `destination_city`): endpoints that take it can share a slot. */
  readonly anchor: string | null;
  /** Weight of sharing the anchor between two endpoints; 0 where sharing it connects nothing. */
  readonly share: number;
  /** Entity type that the value identifies. */
  readonly entity: string | null;
  readonly knownBy: KnownBy;
  /** False for values that people look up rather than say: coordinates. */
  readonly spoken: boolean;
  /** Which end of a journey or period it is: origin and destination are never one slot. */
  readonly end: 'from' | 'to' | null;
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
