import { valueAt } from '../json/json-pointer.js';
import { sourcesIn } from '../provenance/sources-in.js';
import type { ConversationState, ExecutedCall } from '../simulation/conversation-state.js';

/**
 * User messages that settle on one of several results: a later call takes a value from a list of two or more whose members
 * the assistant had named, and the user spoke in between. The last such message before the call is the choice.
 */
export function findChoices(state: ConversationState): number[] {
  const calls = new Map(state.calls.map((made) => [made.call.id, made]));
  const found = new Set<number>();
  for (const { call, source } of state.argumentSources) {
    const taker = calls.get(call);
    if (taker === undefined) continue;
    for (const part of sourcesIn(source)) {
      if (part.kind !== 'output') continue;
      const supplier = calls.get(part.call);
      const list = supplier && listAround(supplier, part.pointer);
      if (!supplier || list === undefined) continue;
      const users = userMessages(state, supplier.message, taker.message);
      const last = users.at(-1);
      if (last === undefined) continue;
      if (membersNamed(state, part.call, list, last) >= 2) found.add(last);
    }
  }
  return [...found].sort((one, other) => one - other);
}

/** The innermost list of two or more that a pointer goes through. */
function listAround(supplier: ExecutedCall, pointer: string): string | undefined {
  for (let at = pointer; at !== ''; ) {
    at = at.slice(0, at.lastIndexOf('/'));
    const value = valueAt(supplier.output, at);
    if (Array.isArray(value) && value.length >= 2) return at;
  }
  return undefined;
}

function userMessages(state: ConversationState, after: number, before: number): number[] {
  return state.messages.flatMap((message, index) =>
    message.role === 'user' && index > after && index < before ? [index] : [],
  );
}

function membersNamed(state: ConversationState, call: string, list: string, before: number): number {
  const members = new Set<string>();
  for (const { message, source } of state.answerSources) {
    if (message >= before) continue;
    for (const part of sourcesIn(source)) {
      if (part.kind !== 'output') continue;
      if (part.call !== call || !part.pointer.startsWith(`${list}/`)) continue;
      members.add(part.pointer.slice(list.length + 1).split('/')[0] ?? '');
    }
  }
  return members.size;
}
