import { type CoveredParts, partsOfChain } from '../plan/chain-parts.js';
import type { Random } from '../random/random.js';
import type { SampleRequest, Sampler, UsedParts } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';

/** How many of each a greedy choice covers. */
export type GreedyBound = {
  readonly endpoints: number;
  readonly links: number;
  readonly concepts: number;
};

export type GreedyBoundOptions = {
  readonly sampler: Sampler;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /**
   * What each conversation of the run spends; the first `conversationsLookedAt` are looked at. Conversations without calls
   * count for nothing.
   */
  readonly budgets: readonly ConversationBudget[];
};

export type ConversationBudget = {
  /** Calls that brought an answer. */
  readonly calls: number;
  /** Whether it does what cannot be undone; others stay clear of that, since the mix says how many confirm something. */
  readonly confirms: boolean;
};

/** Chains looked at in all for one bound, and for each conversation at most and at least. */
const chainsInAll = 6_000;
const chainsEach = { most: 24, least: 3 };
/** Conversations of a run that a bound looks at, the first ones: by then what is left to cover is rare. */
export const conversationsLookedAt = chainsInAll / chainsEach.least;

/**
 * What the same budget of calls would cover if covering were all that mattered. For each conversation of the run, in order,
 * it draws a number of chains with exactly as many calls, from starts and over links that are not covered yet, and takes
 * the one that covers most that is new: once for endpoints, once for links. The rules of sense of the sampler hold, and who
 * confirms something; the rest of the mix, distinct values, memory and reserve of the plan do not bind it. Greedy choice is known to come within 1 − 1/e
 * of the best; chains being drawn, not enumerated, it is an estimate of that and no proof.
 */
export function greedyBound(options: GreedyBoundOptions, random: Random): GreedyBound {
  const forEndpoints = cover(options, 'endpoints', random.fork('endpoints'));
  const forLinks = cover(options, 'links', random.fork('links'));
  return {
    endpoints: Math.max(forEndpoints.endpoints.size, forLinks.endpoints.size),
    links: Math.max(forEndpoints.links.size, forLinks.links.size),
    concepts: Math.max(forEndpoints.concepts.size, forLinks.concepts.size),
  };
}

type Covered = {
  readonly endpoints: Set<string>;
  readonly links: Set<string>;
  readonly concepts: Set<string>;
};

function cover(
  { sampler, endpoints, budgets }: GreedyBoundOptions,
  aim: 'endpoints' | 'links',
  random: Random,
): Covered {
  const covered: Covered = { endpoints: new Set(), links: new Set(), concepts: new Set() };
  const used = sampler.createUsedParts();
  const { reachable } = sampler.capacity();
  const each = Math.max(
    chainsEach.least,
    Math.min(chainsEach.most, Math.floor(chainsInAll / Math.max(1, budgets.length))),
  );
  const irreversible = new Set(reachable.filter((id) => endpoints.get(id)?.irreversible));
  budgets.slice(0, conversationsLookedAt).forEach(({ calls, confirms }, row) => {
    if (calls < 1) return;
    const mostOf = { endpoints: calls, links: (calls * (calls - 1)) / 2 };
    let best: CoveredParts | null = null;
    let most = -1;
    // Nothing later could be better than what is all new.
    for (let draw = 0; draw < each && most < mostOf[aim]; draw += 1) {
      const own = random.fork(`${row}-${draw}`);
      const chain = drawChain(
        sampler,
        calls,
        {
          reachable,
          used,
          covered: covered.endpoints,
          avoid: confirms ? undefined : irreversible,
          free: draw % 4 === 3,
          parallel: draw % 4 === 2,
        },
        own,
      );
      if (chain === null) continue;
      if (!confirms && chain.steps.some(({ endpointId }) => irreversible.has(endpointId))) continue;
      const parts = partsOfChain(chain, endpoints);
      const gain = parts[aim].filter((part) => !covered[aim].has(part)).length;
      if (gain > most) [best, most] = [parts, gain];
    }
    if (best !== null) add(best, covered, used);
  });
  return covered;
}

type DrawOptions = {
  readonly reachable: readonly string[];
  readonly used: UsedParts;
  readonly covered: ReadonlySet<string>;
  readonly avoid: ReadonlySet<string> | undefined;
  /** From wherever the sampler likes to start. */
  readonly free: boolean;
  /** With calls side by side. */
  readonly parallel: boolean;
};

function drawChain(
  sampler: Sampler,
  length: number,
  { reachable, used, covered, avoid, free, parallel }: DrawOptions,
  random: Random,
): ToolChain | null {
  const request: SampleRequest = {
    mode: length <= 1 ? 'short' : parallel ? 'parallel' : 'sequential',
    steps: { minimum: length, maximum: length },
    goals: { minimum: 1, maximum: Math.min(5, length) },
    used,
    ...(avoid === undefined ? {} : { avoid }),
    tries: 2,
  };
  const start = free ? undefined : freshOf(reachable, covered, random.fork('start'));
  const outcome = sampler.sample(start === undefined ? request : { ...request, start }, random.fork('chain'));
  return outcome.ok ? outcome.chain : null;
}

/** One that nothing covers, if a few looks find one. */
function freshOf(
  reachable: readonly string[],
  covered: ReadonlySet<string>,
  random: Random,
): string | undefined {
  let found: string | undefined;
  for (let look = 0; look < 12 && reachable.length > 0; look += 1) {
    found = random.pick(reachable);
    if (!covered.has(found)) break;
  }
  return found;
}

function add(parts: CoveredParts, covered: Covered, used: UsedParts): void {
  for (const id of parts.endpoints) {
    covered.endpoints.add(id);
    used.coverEndpoint(id);
  }
  for (const concept of parts.concepts) covered.concepts.add(concept);
  for (const link of parts.links) {
    covered.links.add(link);
    const [from = '', to = ''] = link.split(' ');
    used.coverLink(from, to);
  }
}
