import { type GroundingView, labelOf, nameOf, nodesOf } from './conversation-view.js';
import type { Candidate } from './find-claims.js';
import { findOccurrences } from './find-occurrences.js';
import type { FoldedText } from './folded-text.js';
import { nearness } from './nearness.js';
import { numberForms } from './number-forms.js';

/** Numbers that may count the members of a list in an output: "three hotels", "two of them". */
export function findCounts(text: FoldedText, view: GroundingView): Candidate[] {
  const found: Candidate[] = [];
  view.calls.forEach(({ call, output }, order) => {
    for (const { pointer, members } of nodesOf(output).lists) {
      if (members.length === 0) continue;
      const labels = [labelOf(nameOf(pointer)), labelOf(call.name.slice(call.name.indexOf('::') + 2))];
      for (const form of numberForms(members.length, view)) {
        for (const { start, end, normalization } of findOccurrences(text, form, view)) {
          if (normalization?.name === 'round' || normalization?.name === 'money') continue;
          const behind = text.folded.slice(end, end + 24);
          const isCounted = view.words.counted.some((word) => behind.trimStart().startsWith(word));
          const near = Math.max(...labels.map((label) => nearness(text, start, end, label, view)));
          const depth = pointer.split('/').length;
          const score = (isCounted ? 6 : 2) + near * 12 - depth / 2 + (order / (view.calls.length + 1)) * 3;
          found.push({
            start,
            end,
            source: {
              kind: 'derived',
              function: 'count',
              inputs: [{ kind: 'output', call: call.id, pointer }],
              options: {},
            },
            score,
          });
        }
      }
    }
  });
  return found;
}
