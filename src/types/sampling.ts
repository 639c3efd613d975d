import type { Random } from '../random/random.js';
import type { SamplingMode } from './plan-row.js';
import type { ToolChain } from './tool-chain.js';

export type CountRange = { readonly minimum: number; readonly maximum: number };

/** What kind of chain is wanted. */
export type SampleRequest = {
  readonly mode: SamplingMode;
  /** Number of steps, narrowed further by the mode (`short`: at most 2). */
  readonly steps: CountRange;
  /** Number of things that the user asks for. */
  readonly goals: CountRange;
  /** Endpoint that the chain must hold, as early as its suppliers allow. */
  readonly start?: string;
  /** Endpoints to keep out while others serve. The set must not change while requests hold it. */
  readonly avoid?: ReadonlySet<string>;
  /** What earlier chains used: of the steps that make sense here, new ones are likelier. */
  readonly used?: UsedParts;
  /** Walks before the request is refused; the sampler's own number by default. */
  readonly tries?: number;
  /** How hard the chain must be at least. */
  readonly difficulty?: ChainDifficulty;
};

/** Endpoints and links that were used. Of one sampler, which looks them up at every step of a walk. */
export type UsedParts = {
  coverEndpoint(endpointId: string): void;
  coverLink(fromEndpointId: string, toEndpointId: string): void;
};

/** What of a conversation's difficulty its chain decides; the number of calls is in `steps`. */
export type ChainDifficulty = {
  /** Steps on the longest path of links. */
  readonly depth: number;
  /** Most earlier steps that one step takes values from. */
  readonly fanIn: number;
};

export type SampleOutcome =
  | { readonly ok: true; readonly chain: ToolChain }
  | { readonly ok: false; readonly reason: SampleRefusalReason; readonly detail: string };

export type SampleRefusalReason =
  /** The catalog cannot carry the mode at all. */
  | 'mode_not_carried'
  /** `steps` and the mode exclude each other. */
  | 'impossible_request'
  | 'unknown_start'
  /** Nothing supplies what the start needs. */
  | 'unreachable_start'
  /** Every walk ended before it was long enough. */
  | 'too_few_steps'
  | 'too_few_goals'
  | 'too_few_tools'
  | 'no_parallel_group'
  /** No path of links is as long as asked. */
  | 'too_shallow'
  /** No step takes values from as many earlier ones as asked. */
  | 'too_narrow'
  /** No first step that leaves something to ask. */
  | 'nothing_to_clarify';

export type SamplerCapacity = {
  /** Modes that the catalog can carry. */
  readonly modes: readonly SamplingMode[];
  /** Endpoint ids that some chain can hold, sorted. */
  readonly reachable: readonly string[];
  /** Usable endpoints that need a value which nothing supplies, sorted. */
  readonly unreachable: readonly string[];
};

/** Draws tool chains from the projected graph. */
export type Sampler = {
  /** One chain, or why there is none. The same request and random give the same outcome. */
  sample(request: SampleRequest, random: Random): SampleOutcome;
  capacity(): SamplerCapacity;
  /** For `SampleRequest.used`: nothing used yet. */
  createUsedParts(): UsedParts;
};
