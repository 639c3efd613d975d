import type { Knowledge } from '../types/knowledge.js';
import type { MemoryStore } from '../types/ports.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import type { ChainStock } from './chain-stock.js';
import type { Neighbourhood } from './choose-distractors.js';
import type { Coverage } from './coverage.js';
import type { Grants } from './grants.js';
import type { Mix } from './mix.js';
import type { PlanSettings } from './plan-settings.js';
import type { PrintSet } from './print-set.js';
import type { ProvenStarts } from './proven-starts.js';
import type { RowOdds } from './row-odds.js';
import type { Deck } from './stratify.js';
import type { TextSet } from './text-set.js';

export type PlanContext = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly knowledge: Knowledge;
  readonly sampler: Sampler;
  readonly memory: MemoryStore;
  /** Words that no label of a told value holds. */
  readonly unsayable: ReadonlySet<string>;
  readonly settings: PlanSettings;
};

/** Goals up to which a plan looks far and wide for what covers most; nearly all that can be covered soon is by then. */
export const earlyGoals = 600;

/** What a row may know of the rows before it. */
export type PlanState = {
  readonly context: PlanContext;
  readonly deck: Deck;
  readonly mix: Mix;
  readonly grants: Grants;
  readonly odds: RowOdds;
  /** Endpoints that some chain can hold and whose effect cannot be undone. */
  readonly irreversible: { readonly ids: ReadonlySet<string>; readonly ordered: readonly string[] };
  /** Signatures of all chains with their bindings that a row holds, in the values that plans are made in. */
  readonly taken: PrintSet;
  /** The same in the values of the rows' own locales; null where all rows are in the locale that plans are made in. */
  readonly spoken: PrintSet | null;
  /** Goals in words that the corpus memory holds. */
  readonly goals: TextSet;
  readonly provenStarts: ProvenStarts;
  readonly stock: ChainStock;
  readonly coverage: Coverage;
  readonly neighbourhood: Neighbourhood;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
};
