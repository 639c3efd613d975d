import type { RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { type Figures, share } from './figure.js';
import { hashText } from './hash-text.js';
import { findNearDuplicates } from './near-duplicates.js';

const shingleLength = 3;
const longerThan = 4;

/**
 * Shares of user turns of more than 4 words (in Japanese 8 characters) that another turn of the file equals, or is near to:
 * Jaccard of at least 0.8 over 3-shingles. Keeps hashes, not texts.
 */
export function createDuplicateTurns(): { add(view: RecordView): void; figures(): Figures } {
  const turns = new Map<number, { count: number; readonly shingles: readonly number[] }>();
  return {
    add(view) {
      for (const { role, text } of view.messages) {
        if (role !== 'user') continue;
        const words = toWords(text, view.locale);
        if (words.length <= longerThan * unitsPerWord(view.locale)) continue;
        const key = hashText(words.join(' '), 0);
        const known = turns.get(key);
        if (known === undefined) turns.set(key, { count: 1, shingles: shinglesOf(words) });
        else known.count += 1;
      }
    },
    figures() {
      const groups = [...turns.values()];
      const nearOther = findNearDuplicates(groups.map(({ shingles }) => shingles));
      let total = 0;
      let exact = 0;
      let near = 0;
      for (const [index, { count }] of groups.entries()) {
        total += count;
        if (count > 1) exact += count;
        if (count > 1 || nearOther[index]) near += count;
      }
      return {
        near_duplicate_turns: share(near, total, 'no user turn is long enough'),
        exact_duplicate_turns: share(exact, total, 'no user turn is long enough'),
      };
    },
  };
}

function shinglesOf(words: readonly string[]): number[] {
  const shingles = new Set<number>();
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    shingles.add(hashText(words.slice(at, at + shingleLength).join(' '), 0));
  }
  return [...shingles];
}
