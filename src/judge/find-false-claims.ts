import { citableLeaves } from '../record-view/citable.js';
import type { MessageView, RecordView } from '../record-view/record-view.js';
import { holdsPhrase } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';
import { callsOfTurn, countTold, resultsBefore } from './turn-calls.js';

/** A failure that is not admitted or even called a success, and a failure that there was not. */
export function findFalseClaims(view: RecordView, texts: readonly MessageView[], rubric: Rubric): Finding[] {
  const { failure, success } = rubric.phrases;
  const faults: Finding[] = [];
  for (const text of texts) {
    const results = resultsBefore(view, text);
    if (results.length === 0) continue;
    const admits = holdsPhrase(text.normalized, failure[view.locale]);
    if (results.every(({ errorType }) => errorType !== null)) {
      const kind = holdsPhrase(text.normalized, success[view.locale]) ? 'false_success' : 'hidden_failure';
      if (!admits) faults.push({ kind, amount: 1, detail: text.text });
      continue;
    }
    const calls = callsOfTurn(view, text);
    const found = calls.flatMap(citableLeaves);
    const isSound = calls.every(({ errorType }) => errorType === null);
    const asks = /[?？]/.test(text.text);
    if (admits && !asks && isSound && found.length > 1 && countTold(view, text, found) === 0)
      faults.push({ kind: 'false_failure', amount: 1, detail: text.text });
  }
  return faults;
}
