import { oncePerRecord } from '../once-per-record.js';
import { flattenSource } from '../record-view.js';

/**
 * Indexes of the assistant messages without calls that ask, whose next message is a user message that some argument's
 * source points into and that opens no goal.
 */
export const clarificationMessages = oncePerRecord((view): readonly number[] => {
  const { messages, goal, provenance } = view.record;
  const used = new Set<number>();
  for (const entry of provenance.arguments) {
    for (const source of flattenSource(entry.source)) if (source.kind === 'user') used.add(source.message);
  }
  const opening = new Set(goal.map((entry) => entry.message));
  return messages.flatMap((message, index) => {
    const answer = index + 1;
    const clarifies =
      message.role === 'assistant' &&
      message.tool_calls === undefined &&
      messages[answer]?.role === 'user' &&
      used.has(answer) &&
      !opening.has(answer) &&
      isQuestion(message.content);
    return clarifies ? [index] : [];
  });
});

/** Whether a text asks: it holds a question mark or ends in か。 */
export function isQuestion(text: string): boolean {
  return /[?？]/.test(text) || /か。?\s*$/.test(text);
}
