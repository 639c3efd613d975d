import { childPointer, valueAt } from '../json/json-pointer.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ChainSource } from '../types/tool-chain.js';
import { concretePointer, memberCount } from './resolve-pointer.js';

export type Showing = { readonly step: number; readonly member: number };

/**
 * Where the thing that a link points at was first shown as itself: a product's id that comes with its reviews belongs to the
 * product that the search brought. Null where no answer so far shows it as its own object.
 */
export function firstShown(
  from: Extract<ChainSource, { kind: 'link' }>,
  state: ConversationState,
): Showing | null {
  const supplier = state.executed.get(from.step);
  if (!supplier) return null;
  const id = valueAt(
    supplier.output,
    concretePointer(from.field, state.picked.get(from.step)?.[from.item] ?? 0),
  );
  if (id === undefined || id === null || typeof id === 'object') return null;
  for (const [step, { output }] of [...state.executed].sort(([one], [other]) => one - other)) {
    const own = state.brief.steps[step]?.endpoint.response.objects[0];
    if (own?.idField == null) continue;
    const pointer = childPointer(own.at, own.idField);
    const members = own.at.includes('*') ? memberCount(output, own.at) : 1;
    for (let member = 0; member < members; member += 1) {
      if (valueAt(output, concretePointer(pointer, member)) === id) return { step, member };
    }
  }
  return null;
}
