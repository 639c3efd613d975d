import { citableLeaves } from '../record-view/citable.js';
import { isWrite } from '../record-view/is-write.js';
import type { CallView, MessageView, RecordView } from '../record-view/record-view.js';
import { splitSentences } from '../record-view/split-sentences.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import type { Finding } from './rubric.js';
import { callsOfTurn, countTold, isDistinctive } from './turn-calls.js';

/** Calls that brought something which is neither told afterwards nor passed on. */
export function findLostResults(view: RecordView, texts: readonly MessageView[]): Finding[] {
  return view.calls
    .filter((call) => citableLeaves(call).length > 0 && !isUsed(view, call) && !isTold(view, call, texts))
    .map(({ name }) => ({ kind: 'lost_result', amount: 1, detail: name }));
}

function isTold(view: RecordView, call: CallView, texts: readonly MessageView[]): boolean {
  const after = texts.filter(({ index }) => index > (call.resultMessage ?? call.message));
  const leaves = recognisable(view, call);
  if (after.some((text) => countTold(view, text, leaves) > 0 || tellsLabelled(view, text, call))) return true;
  // Of a change it is enough to hear that it was made, and translated words cannot be looked up: what is told of the
  // calls beside it has to do, or a text of some length.
  if (!isWrite(view, call) && !isTranslated(view, call)) return false;
  return after.some((text) => {
    if (view.locale === 'en') return namesObject(text, call.name);
    const beside = callsOfTurn(view, text);
    const isTelling = (other: CallView) =>
      countTold(view, text, citableLeaves(other)) > 0 || countTold(view, text, other.leaves) > 0;
    const words = toWords(text.text, view.locale).length / unitsPerWord(view.locale);
    const isMore = words >= fewestWords || splitSentences(text.normalized).length > 1;
    return beside.includes(call) && (isMore || beside.some(isTelling));
  });
}

/** A text of so many words, or of two sentences, tells something, even where it cannot be seen what. */
const fewestWords = 11;

/**
 * The values of a result by which it can be recognised in a text: long enough not to stand there by chance, and not said by
 * the user before. Small numbers, where nothing else is left or no words beside them can be compared.
 */
function recognisable(view: RecordView, call: CallView) {
  const citable = citableLeaves(call);
  const telling = citable.filter(
    ({ name, value }) =>
      isDistinctive(value) &&
      name !== '' &&
      !view.messages.some(
        ({ role, index, normalized }) =>
          role === 'user' && index < call.message && holdsForm(normalized, valueForms(value, view.now)),
      ),
  );
  return telling.length > 0 && view.locale === 'en' && telling.length * 2 >= citable.length
    ? telling
    : citable;
}

/** A small number with its label beside it somewhere in an English text: `tables_left` 5 as "5 tables left". */
function tellsLabelled(view: RecordView, text: MessageView, call: CallView): boolean {
  return (
    view.locale === 'en' &&
    citableLeaves(call).some((leaf) => {
      const words = leaf.name.toLowerCase().match(/[a-z]{4,}/g) ?? [];
      return (
        !isDistinctive(leaf.value) &&
        words.some((word) => text.normalized.includes(word)) &&
        countTold(view, text, [leaf]) > 0
      );
    })
  );
}

function isTranslated(view: RecordView, call: CallView): boolean {
  return (
    view.locale !== 'en' &&
    citableLeaves(call).some(({ value }) => typeof value === 'string' && /^[a-z][a-z _-]*$/.test(value))
  );
}

/** Whether a text holds the last word of an endpoint's name: `move_lesson` is told by "the lesson". */
function namesObject(text: MessageView, name: string): boolean {
  const words = name
    .slice(name.lastIndexOf(':') + 1)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 3);
  return words.slice(1).some((word) => text.normalized.includes(word.slice(0, Math.max(4, word.length - 3))));
}

function isUsed(view: RecordView, call: CallView): boolean {
  const values = new Set<unknown>(call.outputLeaves.map(({ value }) => value));
  return view.calls.some(
    (later) =>
      later.message > (call.resultMessage ?? call.message) &&
      later.leaves.some(({ value }) => values.has(value)),
  );
}
