import type { CallView, RecordView } from '../record-view.js';
import { clarificationMessages, isQuestion } from './clarifications.js';

/** Questions before an irreversible call whose answer supplies no argument: they can only ask for a go-ahead. */
export function confirmations(view: RecordView): number[] {
  const clarifying = new Set(clarificationMessages(view));
  return confirmingQuestions(view).filter((question) => !clarifying.has(question));
}

/** Questions right before an irreversible call, and those after which the user let a goal go. */
export function confirmingQuestions(view: RecordView): number[] {
  const before = view.calls.flatMap((call) => {
    if (call.semantics?.irreversible !== true) return [];
    const question = questionBefore(view, call);
    return question === null ? [] : [question];
  });
  const unwanted = view.record.goal.flatMap((goal, index) => {
    if (goal.reason !== 'not_confirmed') return [];
    const next = view.record.goal.slice(index + 1).find(({ message }) => message > goal.message);
    const end = next?.message ?? view.record.messages.length;
    const question = view.record.messages.findLastIndex(
      (_, at) => at > goal.message && at < end && isAskedAndAnswered(view, at),
    );
    return question < 0 ? [] : [question];
  });
  return [...before, ...unwanted];
}

/** Whether the assistant asks in a text of its own and the user answers. */
export function isAskedAndAnswered({ record: { messages } }: RecordView, index: number): boolean {
  const message = messages[index];
  return (
    message?.role === 'assistant' &&
    message.tool_calls === undefined &&
    isQuestion(message.content) &&
    messages[index + 1]?.role === 'user'
  );
}

/** Index of the question that the user answered right before the step that makes the call; null where there is none. */
function questionBefore(view: RecordView, call: CallView): number | null {
  let index = call.message - 1;
  while (index > 0 && view.record.messages[index]?.role !== 'user') index -= 1;
  return isAskedAndAnswered(view, index - 1) ? index - 1 : null;
}
