import type { JsonLeaf } from '../record-view/json-leaves.js';
import type { CallView, MessageView, RecordView } from '../record-view/record-view.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';

/** Calls whose results stand between the last user message before a text and the text. */
export function callsOfTurn(view: RecordView, text: MessageView): CallView[] {
  let asked = text.index - 1;
  while (asked >= 0 && view.messages[asked]?.role !== 'user') asked -= 1;
  return view.calls.filter(
    ({ message, resultMessage }) => message > asked && resultMessage !== null && resultMessage < text.index,
  );
}

/** Calls whose results stand right before a text. */
export function resultsBefore(view: RecordView, text: MessageView): CallView[] {
  const results: CallView[] = [];
  for (let index = text.index - 1; view.messages[index]?.role === 'tool'; index -= 1) {
    const call = view.messages[index]?.answers;
    if (call !== null && call !== undefined) results.push(call);
  }
  return results;
}

/** How many different citable values of a call a text tells. */
export function countTold(view: RecordView, text: MessageView, leaves: readonly JsonLeaf[]): number {
  const told = new Set<unknown>();
  for (const { value } of leaves) {
    if (!told.has(value) && holdsForm(text.normalized, valueForms(value, view.now))) told.add(value);
  }
  return told.size;
}

/** Whether a value would hardly stand in a text by chance. */
export function isDistinctive(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) >= 10 || !Number.isInteger(value);
  return typeof value === 'string' && value.length >= (/^[ -~]*$/.test(value) ? 3 : 2);
}
