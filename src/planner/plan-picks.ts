import type { Random } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { BriefStep, Pick } from './conversation-brief.js';

const writes = new Set(['create', 'update', 'delete', 'execute']);

/** Decides for each list that others draw from how its member is settled on. */
export function planPicks(
  chain: ToolChain,
  steps: readonly BriefStep[],
  goalOf: readonly number[],
  random: Random,
): ReadonlyMap<number, Pick> {
  const picks = new Map<number, Pick>();
  chain.steps.forEach((_, supplier) => {
    const consumers = consumersOf(chain, supplier);
    if (consumers.length === 0) return;
    const at = memberPattern(consumers[0]?.field ?? '');
    const items = 1 + Math.max(...consumers.map((consumer) => consumer.item));
    const first = Math.min(...consumers.map((consumer) => consumer.step));
    if (goalOf[first] !== goalOf[supplier]) {
      picks.set(supplier, { at, policy: 'later', items });
      return;
    }
    const acts = writes.has(steps[first]?.endpoint.intent ?? '');
    const policies = ['single', 'first', 'ask'] as const;
    const weights = items > 1 ? [0, 3, 2] : acts ? [2, 1, 4] : [2, 4, 2];
    picks.set(supplier, {
      at,
      policy: random.fork(`step-${supplier}`).pickWeighted(policies, weights),
      items,
    });
  });
  return picks;
}

function consumersOf(
  chain: ToolChain,
  supplier: number,
): { readonly step: number; readonly item: number; readonly field: string }[] {
  return chain.steps.flatMap((step, index) =>
    step.arguments.flatMap(({ from }) =>
      from.kind === 'link' && from.step === supplier && from.field.split('/').includes('*')
        ? [{ step: index, item: from.item, field: from.field }]
        : [],
    ),
  );
}

/** The part of a pattern that names the members of its first list. */
function memberPattern(field: string): string {
  const segments = field.split('/');
  return segments.slice(0, segments.indexOf('*') + 1).join('/');
}
