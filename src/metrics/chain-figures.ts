import { type FigureFamily, known, share, unknown } from './figure.js';
import { createHashCounts } from './hash-counts.js';
import { hashText } from './hash-text.js';
import { createSeededSample } from './seeded-sample.js';

const sampledChains = 200;

/** Variety of tool chains, and how much of what is offered is called. These saturate on poor data too. */
export function createChainFigures(seed: number): FigureFamily {
  const chains = createHashCounts();
  const sample = createSeededSample<ReadonlySet<string>>(sampledChains, seed);
  const offered = { endpoints: new Set<string>(), tools: new Set<string>() };
  const called = { endpoints: new Set<string>(), tools: new Set<string>() };
  let withCalls = 0;
  return {
    add(view) {
      for (const name of view.tools.keys()) addName(offered, name);
      for (const { name } of view.calls) {
        addName(called, name);
        addName(offered, name);
      }
      if (view.calls.length === 0) return;
      withCalls += 1;
      const chain = view.calls.map(({ name }) => name).join(' > ');
      chains.add(hashText(chain, 0));
      sample.add(`${view.id}\n${chain}`, 1, new Set(view.calls.map(({ name }) => name)));
    },
    figures: () => ({
      endpoint_coverage: share(called.endpoints.size, offered.endpoints.size, 'no tools offered'),
      tool_coverage: share(called.tools.size, offered.tools.size, 'no tools offered'),
      chain_entropy:
        withCalls < 2
          ? unknown('fewer than two chains')
          : known(entropy([...chains.counts()], withCalls), withCalls),
      unique_chains: share(chains.size(), withCalls, 'no conversation with calls'),
      chain_dissimilarity: dissimilarity(sample.items()),
    }),
  };
}

function addName(into: { readonly endpoints: Set<string>; readonly tools: Set<string> }, name: string): void {
  if (into.endpoints.has(name)) return;
  into.endpoints.add(name);
  into.tools.add(name.split('::')[0] ?? name);
}

/** Shannon entropy over the largest that so many conversations can have, 0–1. */
function entropy(counts: readonly number[], total: number): number {
  const bits = [...counts]
    .sort((left, right) => left - right)
    .reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return bits / Math.log(total);
}

function dissimilarity(chains: readonly ReadonlySet<string>[]) {
  let sum = 0;
  let pairs = 0;
  for (const [index, left] of chains.entries()) {
    for (const right of chains.slice(index + 1)) {
      const shared = [...left].filter((name) => right.has(name)).length;
      sum += 1 - shared / (left.size + right.size - shared);
      pairs += 1;
    }
  }
  return pairs === 0 ? unknown('fewer than two chains') : known(sum / pairs, pairs);
}
