import type { RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { type Figures, share } from './figure.js';
import { createHashCounts } from './hash-counts.js';
import { hashText } from './hash-text.js';
import { findNearDuplicates } from './near-duplicates.js';

const shingleLength = 3;
/** Words that a turn has more of to be looked at. */
export const longerThan = 4;

/** Different turns of which near duplicates are looked for. */
const mostTurns = 50_000;

type Turn = { count: number; readonly shingles: Float64Array; readonly rank: number };

/**
 * Shares of user turns of more than 4 words (in Japanese 8 characters) that another turn of the file equals, or is near to:
 * Jaccard of at least 0.8 over 3-shingles. Keeps hashes, not texts. Of more than 50,000 different turns near ones are looked
 * for in a sample by seed: by the lowest hash of a shingle, so that turns which are alike fall into it together as a rule.
 */
export function createDuplicateTurns(seed: number): { add(view: RecordView): void; figures(): Figures } {
  const turns = new Map<number, Turn>();
  const everyTurn = createHashCounts();
  // Halved as often as the file needs, so that the order of its records has no say.
  let bound = Number.POSITIVE_INFINITY;
  const keep = (key: number, words: readonly string[]): void => {
    const shingles = shinglesOf(words);
    const rank = hashText(String(shingles.reduce((least, each) => Math.min(least, each))), seed);
    if (rank >= bound) return;
    turns.set(key, { count: 1, shingles, rank });
    while (turns.size > mostTurns) {
      bound = Math.min(bound, 2 ** 53) / 2;
      for (const [each, turn] of turns) if (turn.rank >= bound) turns.delete(each);
    }
  };
  return {
    add(view) {
      for (const { role, text } of view.messages) {
        if (role !== 'user') continue;
        const words = toWords(text, view.locale);
        if (words.length <= longerThan * unitsPerWord(view.locale)) continue;
        const key = hashText(words.join(' '), 0);
        const count = everyTurn.add(key);
        const known = turns.get(key);
        if (known !== undefined) known.count += 1;
        else if (count === 1) keep(key, words);
      }
    },
    figures() {
      const groups = [...turns.values()];
      const nearOther = findNearDuplicates(groups.map(({ shingles }) => shingles));
      let total = 0;
      let exact = 0;
      for (const count of everyTurn.counts()) {
        total += count;
        if (count > 1) exact += count;
      }
      let sampled = 0;
      let near = 0;
      for (const [index, { count }] of groups.entries()) {
        sampled += count;
        if (count > 1 || nearOther[index]) near += count;
      }
      const nearShare = share(near, sampled, 'no user turn is long enough');
      const isSample = groups.length < everyTurn.size();
      return {
        near_duplicate_turns: isSample
          ? { ...nearShare, note: `in a sample: ${groups.length} of ${everyTurn.size()} different turns` }
          : nearShare,
        exact_duplicate_turns: share(exact, total, 'no user turn is long enough'),
      };
    },
  };
}

/** Hashes of the 3-shingles of a text's words. */
export function shinglesOf(words: readonly string[]): Float64Array {
  const shingles = new Set<number>();
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    shingles.add(hashText(words.slice(at, at + shingleLength).join(' '), 0));
  }
  return Float64Array.from(shingles);
}
