import { valueAt } from '../pointer.js';
import { flattenSource, type RecordView } from '../record-view.js';

export type Choice = {
  /** User messages between the list and the call that takes a member of it. */
  readonly users: readonly number[];
  /** Whether the assistant told at least two members before the user last spoke. */
  readonly offered: boolean;
};

/** Members of lists that a later call takes, the user having spoken in between. */
export function choices(view: RecordView): Choice[] {
  return view.calls.flatMap((call) =>
    (view.argumentsByCall.get(call.call.id) ?? []).flatMap(({ source }) =>
      flattenSource(source).flatMap((part): Choice[] => {
        if (part.kind !== 'output') return [];
        const list = listAround(view, part.call, part.pointer);
        const supplier = view.callById.get(part.call);
        if (list === null || supplier === undefined) return [];
        const users = view.record.messages.flatMap((message, index) =>
          message.role === 'user' && index > supplier.result && index < call.message ? [index] : [],
        );
        const told = membersTold(view, part.call, list, supplier.result, users.at(-1) ?? 0);
        return users.length === 0 ? [] : [{ users, offered: told >= 2 }];
      }),
    ),
  );
}

/** Pointer of the innermost list of two or more members that a pointer goes through. */
function listAround(view: RecordView, callId: string, pointer: string): string | null {
  const segments = pointer.split('/');
  for (let length = segments.length - 1; length >= 1; length -= 1) {
    const list = segments.slice(0, length).join('/');
    const value = valueAt(view.callById.get(callId)?.output, list);
    if (Array.isArray(value) && value.length >= 2) return list;
  }
  return null;
}

function membersTold(view: RecordView, callId: string, list: string, after: number, before: number): number {
  const members = new Set<string>();
  for (const answer of view.record.provenance.answers) {
    if (answer.message <= after || answer.message >= before) continue;
    for (const source of flattenSource(answer.source)) {
      if (source.kind !== 'output' || source.call !== callId || !source.pointer.startsWith(`${list}/`))
        continue;
      members.add(source.pointer.slice(list.length + 1).split('/')[0] ?? '');
    }
  }
  return members.size;
}
