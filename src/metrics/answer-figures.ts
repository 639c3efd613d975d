import { citableLeaves } from '../record-view/citable.js';
import { firstHolding } from '../record-view/messages-holding.js';
import type { CallView, MessageView, RecordView } from '../record-view/record-view.js';
import { unsupportedValues } from '../record-view/unsupported-values.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import { type FigureFamily, share } from './figure.js';

/** Figures about what the assistant tells of what its calls brought. */
export function createAnswerFigures(): FigureFamily {
  const count = { informative: 0, reported: 0, citing: 0, cited: 0, texts: 0, unsupported: 0 };
  return {
    add(view) {
      const texts = view.messages.filter(({ role, text }) => role === 'assistant' && text.trim() !== '');
      for (const call of view.calls) {
        const isReported = reportOf(view, call);
        if (isReported === null) continue;
        count.informative += 1;
        if (isReported) count.reported += 1;
      }
      for (const text of texts.slice(0, -1)) {
        const cites = citationOf(view, text);
        if (cites === null) continue;
        count.citing += 1;
        if (cites) count.cited += 1;
      }
      for (const text of texts) {
        count.texts += 1;
        if (unsupportedValues(view, text).length > 0) count.unsupported += 1;
      }
    },
    figures: () => ({
      reported_calls: share(count.reported, count.informative, 'no call brought new information'),
      texts_citing_results: share(count.cited, count.citing, 'no text follows a result with citable content'),
      texts_with_unsupported_values: share(count.unsupported, count.texts, 'no assistant text'),
    }),
  };
}

/** Whether a later assistant text holds a new value that the call brought; null where it brought none. */
function reportOf(view: RecordView, call: CallView): boolean | null {
  const { resultMessage } = call;
  if (resultMessage === null) return null;
  const own = call.leaves.map(({ value }) => value);
  let isInformative = false;
  for (const leaf of citableLeaves(call)) {
    const forms = valueForms(leaf.value, view.now);
    const isTold = firstHolding(view, forms, { from: resultMessage + 1 }, true) !== null;
    if (isInformative && !isTold) continue;
    const isNew =
      !own.includes(leaf.value) &&
      firstHolding(view, forms.slice(0, 1), { to: resultMessage }, false) === null;
    if (isNew && isTold) return true;
    isInformative ||= isNew;
  }
  return isInformative ? false : null;
}

/** Whether a text right after results cites one of their values; null where it follows none with citable content. */
function citationOf(view: RecordView, text: MessageView): boolean | null {
  let isCitablePresent = false;
  for (let index = text.index - 1; view.messages[index]?.role === 'tool'; index -= 1) {
    const call = view.messages[index]?.answers;
    for (const leaf of call === null || call === undefined ? [] : citableLeaves(call)) {
      isCitablePresent = true;
      if (holdsForm(text.normalized, valueForms(leaf.value, view.now))) return true;
    }
  }
  return isCitablePresent ? false : null;
}
