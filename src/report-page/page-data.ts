import type { Figures } from '../metrics/figure.js';
import type { MixShare } from '../metrics/metrics.js';
import type { GraphCoverage } from '../steering/coverage-meter.js';
import type { JsonValue } from '../types/json.js';

/** What the page shows of datasets as a whole. Conversations stand beside it, packed or on the server. */
export type PageData = {
  /** Version of datagen. */
  readonly version: string;
  readonly datasets: readonly DatasetSummary[];
  readonly references: readonly ShownReference[];
  /** Largest difference from a share's target that still counts as met. */
  readonly mixTolerance: number;
  readonly usage: UsageGraph;
  readonly names: ColumnNames;
  /** True where a server answers for the conversations. */
  readonly served: boolean;
  /** True while the server still checks laws and computes figures; `/state` tells when they are there. */
  readonly pending: boolean;
};

export type DatasetSummary = {
  /** File name. */
  readonly name: string;
  readonly records: {
    readonly total: number;
    /** Calls of tools, in all of them. */
    readonly calls: number;
    /** Twins left out: what the figures rest on. */
    readonly base: number;
    readonly twins: number;
    readonly imported: number;
    readonly judged: number;
    readonly passed: number;
  };
  /** Conversations that the page holds; fewer than `records.total` where they are a sample. */
  readonly shown: number;
  /** Lines that are no record: the first of them, and how many. */
  readonly unreadable: {
    readonly count: number;
    readonly first: readonly { readonly line: number; readonly problem: string }[];
  };
  /** Null where the laws were not checked. */
  readonly laws: {
    readonly valid: number;
    readonly violations: number;
    /** Conversations that break a law, by law. */
    readonly byLaw: { readonly [law: string]: number };
  } | null;
  /** Null where figures were not computed. */
  readonly figures: Figures | null;
  /** The locale of the language figures. */
  readonly language: string | null;
  readonly otherLanguages: { readonly [locale: string]: Figures };
  readonly mix: readonly MixShare[];
  readonly distributions: readonly Distribution[];
  readonly coverage: GraphCoverage | null;
  /** Offered and never called, the first by name, and how many. */
  readonly neverCalled: {
    readonly names: readonly string[];
    readonly count: number;
    readonly offered: number;
  };
  readonly clusters: Clusters;
};

/** A figure's reference with what can be drawn of it. */
export type ShownReference = {
  readonly name: string;
  readonly title: string;
  readonly unit: 'share' | 'number';
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly peer: string;
  readonly gold: string;
  readonly peerRange: Range | null;
  readonly goldRange: Range | null;
  readonly language: boolean;
};

export type Range = readonly [number, number];

/** How many conversations (or turns) fall where. `filter` is the filter of the list that shows a bar's conversations. */
export type Distribution = {
  readonly name: string;
  readonly title: string;
  readonly kind: 'steps' | 'names';
  readonly bars: readonly { readonly label: string; readonly count: number; readonly filter: string }[];
  /** Null for names. */
  readonly mean: number | null;
};

/** Near-duplicate user turns that belong together, the largest clusters first. */
export type Clusters = {
  readonly count: number;
  /** Turns in clusters, repetitions counted. */
  readonly turns: number;
  /** Set where not every turn of the file was looked at. */
  readonly note: string;
  readonly largest: readonly {
    readonly turns: number;
    readonly samples: readonly {
      readonly text: string;
      readonly times: number;
      /** Row of a conversation that holds it; -1 where the page has none. */
      readonly row: number;
    }[];
  }[];
};

/** Which endpoints the conversations call, and which outputs feed which arguments. Counts are by dataset. */
export type UsageGraph = {
  readonly nodes: readonly UsageNode[];
  readonly edges: readonly UsageEdge[];
  /** Endpoints that are called and too seldom to be drawn. */
  readonly left: number;
};

export type UsageNode = {
  readonly name: string;
  readonly group: string;
  readonly description: string;
  readonly calls: readonly number[];
  readonly errors: readonly number[];
  readonly x: number;
  readonly y: number;
};

export type UsageEdge = {
  /** Places in `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
  /** Output field → argument, the most frequent. */
  readonly fields: readonly string[];
  /** True where no record says so: equal values stand in output and argument. */
  readonly guessed: boolean;
};

/** What numbers in columns stand for. */
export type ColumnNames = {
  readonly domains: readonly string[];
  readonly locales: readonly string[];
  readonly patterns: readonly string[];
  readonly phenomena: readonly string[];
  readonly gates: readonly string[];
  readonly tools: readonly string[];
};

export type ShownTool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonValue;
};
