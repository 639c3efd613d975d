import type { DatasetRecord } from '../types/dataset-record.js';

/**
 * Indexes of the messages whose texts may change: those of user and assistant that say something. A user's word on a call
 * that cannot be undone stays as it was given, for no rule can tell whether other words still give it.
 */
export function editableMessages(record: DatasetRecord): number[] {
  return record.messages.flatMap(({ role, content }, index) => {
    if (role !== 'user' && role !== 'assistant') return [];
    return content.trim() === '' || (role === 'user' && isGoAhead(record, index)) ? [] : [index];
  });
}

/** Whether a user message answers a question right before an irreversible call, or ends a goal that they let go. */
function isGoAhead({ messages, semantics, goal }: DatasetRecord, index: number): boolean {
  const question = messages[index - 1];
  if (question?.role !== 'assistant' || !/[?？]|か[。.]?\s*$/.test(question.content)) return false;
  const following = messages.slice(index + 1);
  const next = following.findIndex(({ role }) => role === 'user');
  const turn = next === -1 ? following : following.slice(0, next);
  const isIrreversible = turn.some(
    (message) =>
      message.role === 'assistant' &&
      message.tool_calls?.some(({ name }) => Object.hasOwn(semantics, name) && semantics[name]?.irreversible),
  );
  return isIrreversible || goal.some((entry) => entry.reason === 'not_confirmed' && entry.message < index);
}
