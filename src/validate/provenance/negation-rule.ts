import type { Source } from '../../types/provenance.js';
import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { clausesOf } from './clauses.js';

/** A claimed value that the words around it deny: "is not open" where the output says open. */
export const negationRule: Rule = { law: 2, name: 'claim-not-denied', check: claimNotDenied };

function claimNotDenied(view: RecordView, report: Report): void {
  const { denialsBefore, denialsAfter } = view.facts;
  for (const index of view.answersByMessage.keys()) {
    const message = view.record.messages[index];
    if (message?.role !== 'assistant') continue;
    for (const { claim, text, before, after } of clausesOf(view, index).flat()) {
      if (!isFromResult(view, claim.source)) continue;
      const [lead, tail] = [foldText(before), foldText(after)];
      if (!denialsBefore.test(lead) && !denialsAfter.test(tail)) continue;
      // "Not at 12:00 but at 15:00" denies on purpose.
      if (!/^,? ?(?:but|rather)(?![a-z])/.test(tail))
        report(
          `/messages/${index}/content`,
          `"${text.slice(0, 60)}" is what an output gives, and the text denies it.`,
        );
    }
  }
}

function isFromResult(view: RecordView, source: Source): boolean {
  return source.kind === 'derived'
    ? source.inputs.some((input) => isFromResult(view, input))
    : source.kind === 'output' && view.callById.get(source.call)?.succeeded === true;
}
