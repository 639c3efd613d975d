import { oncePerRecord } from '../once-per-record.js';
import { childOf, segmentsOf } from '../pointer.js';
import { type CallView, flattenSource, type RecordView } from '../record-view.js';
import { toldOutputs } from '../told-outputs.js';

export type Choice = {
  /** User messages between the list and the call that takes a member of it. */
  readonly users: readonly number[];
  /** Whether the assistant told at least two members before the user last spoke. */
  readonly offered: boolean;
};

/** Members of lists that a later call takes, the user having spoken in between. */
export const choices = oncePerRecord((view): readonly Choice[] => {
  const found: Choice[] = [];
  for (const call of view.calls) {
    if (call.suppliers.size === 0) continue;
    for (const { source } of view.argumentsByCall.get(call.call.id) ?? []) {
      for (const part of flattenSource(source)) {
        if (part.kind !== 'output') continue;
        const supplier = view.callById.get(part.call);
        const users = supplier === undefined ? [] : usersBetween(view, supplier.result, call.message);
        const list = supplier === undefined || users.length === 0 ? null : listAround(supplier, part.pointer);
        if (supplier === undefined || list === null) continue;
        const told = membersTold(view, part.call, list, supplier.result, users.at(-1) ?? 0);
        found.push({ users, offered: told >= 2 });
      }
    }
  }
  return found;
});

function usersBetween({ record: { messages } }: RecordView, after: number, before: number): number[] {
  const users: number[] = [];
  for (let index = Math.max(0, after + 1); index < before; index += 1)
    if (messages[index]?.role === 'user') users.push(index);
  return users;
}

/** Pointer of the innermost list of two or more members that a pointer goes through. */
function listAround({ output }: CallView, pointer: string): string | null {
  let innermost: string | null = null;
  let end = 0;
  let value: unknown = output;
  for (const segment of segmentsOf(pointer) ?? []) {
    if (Array.isArray(value) && value.length >= 2) innermost = pointer.slice(0, end);
    value = childOf(value, segment);
    if (value === undefined) break;
    end = pointer.indexOf('/', end + 1);
  }
  return innermost;
}

function membersTold(view: RecordView, callId: string, list: string, after: number, before: number): number {
  const members = new Set<string>();
  for (const { message, pointer } of toldOutputs(view).get(callId) ?? []) {
    if (message <= after || message >= before || !pointer.startsWith(`${list}/`)) continue;
    members.add(pointer.slice(list.length + 1).split('/')[0] ?? '');
  }
  return members.size;
}
