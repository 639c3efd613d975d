import type { ModelUsage } from './model-runtime.js';

/** One line for progress: `1,204 calls, 310 from the cache, 12 retries, 1,530,000 tokens, $2.41`. */
export function describeUsage({ calls, cached, retries, tokens, costUsd }: ModelUsage): string {
  const total = tokens.input + tokens.output + tokens.cacheRead + tokens.cacheWrite;
  return [
    `${grouped(calls)} ${calls === 1 ? 'call' : 'calls'}`,
    ...(cached > 0 ? [`${grouped(cached)} from the cache`] : []),
    ...(retries > 0 ? [`${grouped(retries)} ${retries === 1 ? 'retry' : 'retries'}`] : []),
    `${grouped(total)} tokens`,
    describeCost(costUsd),
  ].join(', ');
}

/** The same for a JSON document. */
export function usageToJson({ calls, cached, retries, tokens, costUsd }: ModelUsage) {
  const { input, output, cacheRead, cacheWrite } = tokens;
  return {
    ...{ calls, cached, retries },
    tokens: { input, output, cache_read: cacheRead, cache_write: cacheWrite },
    cost_usd: costUsd,
  };
}

/** `$0.0042` below a cent, `$2.41` above, or that nobody knows. */
export function describeCost(costUsd: number | null): string {
  if (costUsd === null) return 'cost unknown';
  return `$${costUsd > 0 && costUsd < 0.01 ? costUsd.toFixed(4) : costUsd.toFixed(2)}`;
}

function grouped(count: number): string {
  return `${count}`.replace(/\B(?=(\d{3})+$)/g, ',');
}
