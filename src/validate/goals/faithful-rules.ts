import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { isTold } from './goal-predicate.js';

/** Law 6. That what is told is true is law 2. */
export const answerRules: readonly Rule[] = [
  { law: 6, name: 'asked-is-answered', check: askedIsAnswered },
  { law: 6, name: 'failure-not-sold-as-success', check: failureNotSoldAsSuccess },
];

function askedIsAnswered(view: RecordView, report: Report): void {
  view.record.goal.forEach((goal, index) => {
    if (goal.outcome !== 'achieved') return;
    goal.told.forEach((fact, position) => {
      if (!isTold(view, goal, fact, view.calls)) {
        report(
          `/goal/${index}/told/${position}`,
          `No text of the assistant tells what ${fact.name} gave${fact.pointer ? ` at ${fact.pointer}` : ''}.`,
        );
      }
    });
  });
}

/** The text right after results that all failed does not say that something worked. */
function failureNotSoldAsSuccess(view: RecordView, report: Report): void {
  view.record.messages.forEach((message, index) => {
    if (
      message.role !== 'assistant' ||
      message.content === '' ||
      view.record.messages[index - 1]?.role !== 'tool'
    )
      return;
    const caller = view.record.messages.findLastIndex(
      (other, at) => at < index && other.role === 'assistant',
    );
    const group = view.calls.filter((call) => call.message === caller);
    if (group.length === 0 || group.some((call) => call.error === null)) return;
    const text = foldText(message.content);
    if (
      view.facts.success.some((word) => hasWord(text, word)) &&
      !view.facts.failure.some((word) => hasWord(text, word))
    ) {
      report(`/messages/${index}/content`, 'The call failed and the text says that it worked.');
    }
  });
}

function hasWord(text: string, word: string): boolean {
  const index = text.indexOf(word);
  if (index < 0 || !/^[a-z]/.test(word)) return index >= 0;
  return !/[a-z]/.test(text[index - 1] ?? '') && !/[a-z]/.test(text[index + word.length] ?? '');
}
