import type { RecordView } from '../record-view/record-view.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import type { Finding } from './rubric.js';
import { isDistinctive } from './turn-calls.js';

/** Questions whose answer gives only values for calls that the user had said before, in other words than a yes or a choice. */
export function findNeedlessQuestions(view: RecordView): Finding[] {
  return view.messages.flatMap((question): Finding[] => {
    const reply = view.messages[question.index + 1];
    if (question.role !== 'assistant' || question.calls.length > 0 || reply?.role !== 'user') return [];
    if (!/[?？]/.test(question.text)) return [];
    const passed = view.calls
      .filter(({ message }) => message > reply.index)
      .flatMap(({ leaves }) => leaves.map(({ value }) => value));
    const given = [...new Set(passed)].filter(
      (value) => typeof value !== 'boolean' && holdsForm(reply.normalized, valueForms(value, view.now)),
    );
    const isKnown = (value: (typeof given)[number]) =>
      isDistinctive(value) &&
      view.messages.some(
        ({ role, index, normalized }) =>
          role === 'user' && index < question.index && holdsForm(normalized, valueForms(value, view.now)),
      ) &&
      !holdsForm(question.normalized, valueForms(value, view.now));
    return given.length > 0 && given.every(isKnown)
      ? [{ kind: 'needless_question', amount: 1, detail: question.text }]
      : [];
  });
}
