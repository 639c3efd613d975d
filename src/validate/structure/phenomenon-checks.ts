import type { PhenomenonName } from '../../types/plan-row.js';
import { valueAt } from '../pointer.js';
import { type CallView, flattenSource, type RecordView } from '../record-view.js';
import { clarificationMessages, isQuestion } from './clarifications.js';

type PhenomenonCheck = {
  /** Whether the messages named as evidence show it. */
  readonly seen: (view: RecordView, messages: readonly number[]) => boolean;
  /** Whether the record shows it at all; absent where only the generator can say. */
  readonly present?: (view: RecordView) => boolean;
};

export const phenomenonChecks: { readonly [name in PhenomenonName]: PhenomenonCheck } = {
  parallel_calls: {
    seen: (view, messages) => messages.some((index) => callCount(view, index) >= 2),
    present: (view) => view.record.messages.some((_, index) => callCount(view, index) >= 2),
  },
  missing_parameter: {
    seen: (view, messages) =>
      clarificationMessages(view).some((index) => messages.includes(index) || messages.includes(index + 1)),
    present: (view) =>
      clarificationMessages(view).length > 0 &&
      !claims(view, 'ambiguous_intent') &&
      !claims(view, 'tool_error'),
  },
  ambiguous_intent: { seen: (view, messages) => messages.some((index) => asksAndIsAnswered(view, index)) },
  choice_among_results: {
    seen: (view, messages) =>
      choices(view).some(({ users }) => users.some((index) => messages.includes(index))),
    present: (view) => choices(view).some(({ offered }) => offered),
  },
  user_correction: {
    seen: (view, messages) =>
      messages.some((index) => index > firstUser(view) && view.record.messages[index]?.role === 'user'),
  },
  confirmation: {
    seen: (view, messages) =>
      questionsBeforeIrreversible(view).some(
        (index) => messages.includes(index) || messages.includes(index + 1),
      ),
    present: (view) => confirmations(view).length > 0,
  },
  follow_up_goal: {
    seen: (view, messages) => followUps(view).some((index) => messages.includes(index)),
    present: (view) => followUps(view).length > 0,
  },
  no_tool: {
    seen: endsWithoutTool,
    present: (view) => view.record.goal.some((goal) => goal.reason === 'no_tool'),
  },
  missing_tool: { seen: endsWithoutTool },
  tool_error: {
    seen: (view, messages) =>
      view.calls.some((call) => call.error !== null && messages.includes(call.result)),
    present: (view) => view.calls.some((call) => call.error !== null),
  },
  refusal: {
    seen: (view) => view.record.goal.some((goal) => goal.outcome === 'declined' && goal.reason === 'policy'),
  },
  short: {
    seen: ({ calls }) => calls.length === 1 || calls.length === 2,
    present: ({ calls }) => calls.length === 1 || calls.length === 2,
  },
  long: { seen: ({ calls }) => calls.length >= 5, present: ({ calls }) => calls.length >= 5 },
};

/** Questions before an irreversible call whose answer supplies no argument: they can only ask for a go-ahead. */
function confirmations(view: RecordView): number[] {
  const clarifying = new Set(clarificationMessages(view));
  return questionsBeforeIrreversible(view).filter((question) => !clarifying.has(question));
}

function questionsBeforeIrreversible(view: RecordView): number[] {
  return view.calls.flatMap((call) => {
    if (call.semantics?.irreversible !== true) return [];
    const question = questionBefore(view, call);
    return question === null ? [] : [question];
  });
}

/** Index of the question that the user answered right before the step that makes the call; null where there is none. */
function questionBefore(view: RecordView, call: CallView): number | null {
  let index = call.message - 1;
  while (index > 0 && view.record.messages[index]?.role !== 'user') index -= 1;
  return asksAndIsAnswered(view, index - 1) ? index - 1 : null;
}

function asksAndIsAnswered({ record: { messages } }: RecordView, index: number): boolean {
  const message = messages[index];
  return (
    message?.role === 'assistant' &&
    message.tool_calls === undefined &&
    isQuestion(message.content) &&
    messages[index + 1]?.role === 'user'
  );
}

type Choice = {
  /** User messages between the list and the call that takes a member of it. */
  readonly users: readonly number[];
  /** Whether the assistant told at least two members before the user spoke. */
  readonly offered: boolean;
};

function choices(view: RecordView): Choice[] {
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
        const told = membersTold(view, part.call, list, supplier.result, users[0] ?? 0);
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

function followUps({ record: { goal, messages } }: RecordView): number[] {
  const first = goal[0]?.message ?? 0;
  return goal
    .slice(1)
    .flatMap((entry) =>
      entry.message > first && messages[entry.message]?.role === 'user' ? [entry.message] : [],
    );
}

function endsWithoutTool({ record }: RecordView, messages: readonly number[]): boolean {
  return record.goal.some(
    (goal) => goal.reason === 'no_tool' && messages.some((index) => index >= goal.message),
  );
}

function callCount({ record }: RecordView, index: number): number {
  const message = record.messages[index];
  return message?.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0;
}

function firstUser({ record }: RecordView): number {
  return record.messages.findIndex((message) => message.role === 'user');
}

function claims({ record }: RecordView, name: PhenomenonName): boolean {
  return record.phenomena.some((phenomenon) => phenomenon.name === name);
}
