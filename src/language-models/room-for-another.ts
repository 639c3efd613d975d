import type { BudgetCaps } from './budget.js';
import type { ModelRuntime } from './model-runtime.js';

/** Conversations begun under a cap before the first has ended and shows what one takes. */
const firstConversations = 8;

/**
 * Whether what the caps leave carries another conversation and all that are under way, each taken for as much as was used for
 * every one that ended: rather too much, as those under way have their part in it. Without this all that may run at once
 * spend a tight cap together, and none of them ends.
 */
export function roomForAnother(
  { calls, tokens, usd }: BudgetCaps,
  runtime: Pick<ModelRuntime, 'usage'>,
): (underWay: number, ended: number) => boolean {
  if (calls === null && tokens === null && usd === null) return () => true;
  return (underWay, ended) => {
    if (ended === 0) return underWay < firstConversations;
    const used = runtime.usage();
    const { input, output, cacheRead, cacheWrite } = used.tokens;
    const spent = [
      [calls, used.calls],
      [tokens, input + output + cacheRead + cacheWrite],
      [usd, used.costUsd ?? 0],
    ] as const;
    return spent.every(([cap, so]) => cap === null || cap - so >= (so / ended) * (underWay + 1));
  };
}
