import { citableLeaves } from '../record-view/citable.js';
import type { CallView, MessageView, RecordView } from '../record-view/record-view.js';
import { unsupportedValues } from '../record-view/unsupported-values.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { findUnsupportedNames } from './find-unsupported-names.js';
import { holdsPhrase } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';

/** What keeps the user from having got what they asked for. */
export function findTaskFaults(view: RecordView, rubric: Rubric): Finding[] {
  const texts = view.messages.filter(({ role, text }) => role === 'assistant' && text.trim() !== '');
  // The judge must not lean on the record's own claims about its text.
  const visible: RecordView = { ...view, raw: {} };
  return [
    ...findOpenEnds(view, texts, rubric),
    ...findFalseClaims(view, texts, rubric),
    ...texts.flatMap((text) =>
      unsupportedValues(visible, text).map(
        (detail): Finding => ({ kind: 'unsupported_value', amount: 1, detail }),
      ),
    ),
    ...texts.flatMap((text) =>
      findUnsupportedNames(view, text).map(
        (detail): Finding => ({ kind: 'unsupported_name', amount: 1, detail }),
      ),
    ),
    ...findThinAnswers(view, texts),
  ];
}

function findOpenEnds(view: RecordView, texts: readonly MessageView[], rubric: Rubric): Finding[] {
  const faults: Finding[] = [];
  const last = view.messages.at(-1);
  if (last?.role !== 'assistant' || last.calls.length > 0)
    faults.push({ kind: 'no_final_answer', amount: 1 });
  for (const message of view.messages) {
    const next = view.messages[message.index + 1];
    if (message.role === 'assistant' && message.calls.length === 0 && message.text.trim() === '') {
      faults.push({ kind: 'empty_answer', amount: 1 });
    }
    if (message.role === 'user' && next !== undefined && next.role !== 'assistant') {
      faults.push({ kind: 'unanswered_user', amount: 1, detail: message.text });
    }
  }
  const final = texts.at(-1);
  const question = final === undefined ? '' : lastSentence(final.normalized);
  const asks = /[?？]$|か。?$/.test(question);
  if (
    last?.role === 'assistant' &&
    asks &&
    !holdsPhrase(question, rubric.phrases.closing_offer[view.locale])
  ) {
    faults.push({ kind: 'open_question', amount: 1, detail: question });
  }
  return faults;
}

/** Success claimed right after a failed call that was not made good, or failure after nothing failed or came back empty. */
function findFalseClaims(view: RecordView, texts: readonly MessageView[], rubric: Rubric): Finding[] {
  const { failure, success } = rubric.phrases;
  const faults: Finding[] = [];
  for (const text of texts) {
    const results = resultsBefore(view, text);
    const failed = results.filter(({ errorType }) => errorType !== null);
    const claimsSuccess = holdsPhrase(text.normalized, success[view.locale]);
    const admits = holdsPhrase(text.normalized, failure[view.locale]);
    if (failed.length > 0 && failed.length === results.length && claimsSuccess && !admits) {
      faults.push({ kind: 'false_success', amount: 1, detail: text.text });
    }
    const cites = results.some((call) => tells(view, text, call) > 0);
    const hasContent = results.some((call) => citableLeaves(call).length > 1);
    if (results.length > 0 && failed.length === 0 && hasContent && !cites && isApology(text.normalized)) {
      faults.push({ kind: 'false_failure', amount: 1, detail: text.text });
    }
  }
  return faults;
}

function isApology(normalized: string): boolean {
  return /^(?:i'm |i am )?(?:so |very )?sorry|^unfortunately|^i (?:couldn't|could not|was unable)|^申し訳|^残念/.test(
    normalized,
  );
}

/** How much of what the calls brought reaches the user; graded, so that fuller answers rank above thinner ones. */
function findThinAnswers(view: RecordView, texts: readonly MessageView[]): Finding[] {
  const informative = view.calls.filter((call) => citableLeaves(call).length > 0);
  const faults: Finding[] = [];
  if (informative.length > 0) {
    const lost = informative.filter(
      (call) => !isUsed(view, call) && !texts.some((text) => tells(view, text, call) > 0),
    );
    faults.push({ kind: 'lost_result', amount: lost.length / informative.length, ...nameOf(lost[0]) });
  }
  const answers = texts.filter((text) =>
    resultsBefore(view, text).some((call) => citableLeaves(call).length > 0),
  );
  if (answers.length === 0) return faults;
  const told = answers.map((text) => {
    const results = resultsBefore(view, text);
    const available = results.reduce((sum, call) => sum + citableLeaves(call).length, 0);
    const count = results.reduce((sum, call) => sum + tells(view, text, call), 0);
    return Math.min(1, count / Math.min(4, Math.max(1, available)));
  });
  const words = answers.map((text) => toWords(text.text, view.locale).length / unitsPerWord(view.locale));
  faults.push({ kind: 'thin_answer', amount: 1 - mean(told) });
  faults.push({
    kind: 'terse_answer',
    amount: Math.max(0, 1 - mean(words.map((count) => Math.min(count, 24))) / 14),
  });
  return faults;
}

/** Calls whose results stand right before a text. */
function resultsBefore(view: RecordView, text: MessageView): CallView[] {
  const results: CallView[] = [];
  for (let index = text.index - 1; view.messages[index]?.role === 'tool'; index -= 1) {
    const call = view.messages[index]?.answers;
    if (call !== null && call !== undefined) results.push(call);
  }
  return results;
}

/** How many different citable values of a call a text tells. */
function tells(view: RecordView, text: MessageView, call: CallView): number {
  const told = new Set<unknown>();
  for (const { value } of citableLeaves(call)) {
    if (!told.has(value) && holdsForm(text.normalized, valueForms(value, view.now))) told.add(value);
  }
  return told.size;
}

function isUsed(view: RecordView, call: CallView): boolean {
  const values = new Set<unknown>(call.outputLeaves.map(({ value }) => value));
  return view.calls.some(
    (later) =>
      later.message > (call.resultMessage ?? call.message) &&
      later.leaves.some(({ value }) => values.has(value)),
  );
}

function lastSentence(normalized: string): string {
  return (
    normalized.match(/[^.!?。！？]*[.!?。！？]*$/)?.[0]?.trim() ||
    (normalized.split(/(?<=[.!?。！？])\s*/).at(-1) ?? '')
  );
}

function nameOf(call: CallView | undefined): { detail?: string } {
  return call === undefined ? {} : { detail: call.name };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
