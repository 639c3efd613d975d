import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import { isAskedAndAnswered } from './confirmations.js';

/** Questions that put alternatives to the user before anything was called for the goal, and that the user answers. */
export function questionsOfIntent(view: RecordView): number[] {
  const { goal, messages } = view.record;
  return messages.flatMap((message, index) => {
    if (!isAskedAndAnswered(view, index)) return [];
    const text = foldText(message.content);
    const putsAlternatives = view.facts.alternatives.some((word) => text.includes(word));
    const opened = goal.filter((entry) => entry.message < index).map((entry) => entry.message);
    const since = Math.max(-1, ...opened);
    const called = view.calls.some((call) => call.message > since && call.message < index);
    return putsAlternatives && since >= 0 && !called ? [index] : [];
  });
}
