import type { Random } from '../random/random.js';
import type { ConversationBrief } from './conversation-brief.js';

export type ListSize = { readonly minimum: number; readonly maximum: number };

/** How many members each search should bring, so that what the task needs of its list can happen. By call name. */
export function listSizes(brief: ConversationBrief, random: Random): ReadonlyMap<string, ListSize> {
  const sizes = new Map<string, ListSize>();
  for (const [step, pick] of brief.picks) {
    const name = brief.steps[step]?.endpoint.callName;
    if (name === undefined) continue;
    if (pick.policy === 'single' && !sizes.has(name)) sizes.set(name, { minimum: 1, maximum: 1 });
    else
      sizes.set(name, {
        minimum: Math.max(2, pick.items),
        maximum: Math.max(3, pick.items) + random.integer(0, 3),
      });
  }
  return sizes;
}
