import { citableLeaves } from '../record-view/citable.js';
import type { MessageView, RecordView } from '../record-view/record-view.js';
import { unsupportedValues } from '../record-view/unsupported-values.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { findFalseClaims } from './find-false-claims.js';
import { findLostResults } from './find-lost-results.js';
import { findOpenEnds } from './find-open-ends.js';
import { findUnsupportedDays } from './find-unsupported-days.js';
import { findUnsupportedNames } from './find-unsupported-names.js';
import type { Finding, Rubric } from './rubric.js';
import { callsOfTurn, countTold } from './turn-calls.js';

/** What keeps the user from having got what they asked for. */
export function findTaskFaults(view: RecordView, rubric: Rubric): Finding[] {
  const texts = view.messages.filter(({ role, text }) => role === 'assistant' && text.trim() !== '');
  // The judge must not lean on the record's own claims about its text.
  const visible: RecordView = { ...view, raw: {}, semantics: null, sources: null };
  return [
    ...findOpenEnds(view, texts, rubric),
    ...findFalseClaims(view, texts, rubric),
    ...texts.flatMap((text) => [
      ...toFindings('unsupported_value', unsupportedValues(visible, text)),
      ...toFindings('unsupported_name', findUnsupportedNames(view, text)),
    ]),
    ...toFindings('unsupported_day', findUnsupportedDays(view)),
    ...findLostResults(view, texts),
    ...gradeAnswers(view, texts),
  ];
}

function toFindings(kind: string, details: readonly string[]): Finding[] {
  return details.map((detail) => ({ kind, amount: 1, detail }));
}

/** From so many values of a call, or words of an answer, more is no better; the first ones count most. */
const manyValues = 8;
const manyWords = 40;

/** How much of what the calls brought reaches the user; graded, so that fuller answers rank above thinner ones. */
function gradeAnswers(view: RecordView, texts: readonly MessageView[]): Finding[] {
  const answers = texts.flatMap((text) => {
    const leaves = callsOfTurn(view, text)
      .map(citableLeaves)
      .filter((own) => own.length > 0);
    return view.messages[text.index - 1]?.role === 'tool' && leaves.length > 0 ? [{ text, leaves }] : [];
  });
  if (answers.length === 0) return [];
  const told = answers.map(({ text, leaves }) =>
    mean(
      leaves.map((own) =>
        Math.sqrt(Math.min(1, countTold(view, text, own) / Math.min(manyValues, own.length))),
      ),
    ),
  );
  const words = answers.map(({ text }) => toWords(text.text, view.locale).length / unitsPerWord(view.locale));
  return [
    { kind: 'thin_answer', amount: 1 - mean(told) },
    {
      kind: 'terse_answer',
      amount: Math.max(0, 1 - mean(words.map((count) => Math.min(count, manyWords))) / manyWords),
    },
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
