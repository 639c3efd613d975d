import { valueAt } from '../json/json-pointer.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { JsonValue } from '../types/json.js';
import type { ChainSource } from '../types/tool-chain.js';
import type { AgentContext } from './agent-context.js';
import { concretePointer, countOnPath, valueOnPath } from './resolve-pointer.js';
import { type ToldObject, toldObject } from './told-object.js';

export type Showing = { readonly step: number; readonly member: number };

/**
 * Where the thing that a link points at was first shown as itself: a product's id that comes with its reviews belongs to the
 * product that the search brought. Null where no answer so far shows it as its own object.
 */
export function firstShown(
  from: Extract<ChainSource, { kind: 'link' }>,
  state: ConversationState,
  context: AgentContext,
): Showing | null {
  const supplier = state.executed.get(from.step);
  if (!supplier) return null;
  const id = valueAt(
    supplier.output,
    concretePointer(from.field, state.picked.get(from.step)?.[from.item] ?? 0),
  );
  if (id === undefined || id === null || typeof id === 'object') return null;
  for (let step = 0; step < state.brief.steps.length; step += 1) {
    const executed = state.executed.get(step);
    const endpoint = state.brief.steps[step]?.endpoint;
    const own = endpoint?.response.objects[0];
    if (!executed || !endpoint || !own) continue;
    const member = memberWith(id, executed.output, toldObject(endpoint, own.at, context));
    if (member !== null) return { step, member };
  }
  return null;
}

/** Index of the member with an id; 0 of a lone object. Null where none has it. */
function memberWith(id: JsonValue, output: JsonValue, { idPath, isList }: ToldObject): number | null {
  if (idPath === null) return null;
  const members = isList ? countOnPath(output, idPath) : 1;
  for (let member = 0; member < members; member += 1)
    if (valueOnPath(output, idPath, member) === id) return member;
  return null;
}
