import { toWords, unitsPerWord } from '../record-view/words.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** Keeps texts of one block from repeating each other. */
export type TextGate = {
  /** Reasons against a record; where there are none, it is remembered. */
  refuse(record: DatasetRecord): readonly string[];
};

/** Shorter texts ("Yes, please.") may repeat, as they do in life. */
const wordsThatMayRepeat = { user: 4, assistant: 8 };
const shingleLength = 3;
/** Jaccard similarity over shingles from which a text counts as said before: that of the figure on near-duplicates. */
const tooNear = 0.8;

export function createTextGate(): TextGate {
  const seen = { user: createSeenTexts(), assistant: createSeenTexts() };
  return {
    refuse(record) {
      const texts = record.messages.flatMap((message) => {
        const { role, content } = message;
        if (role !== 'user' && (role !== 'assistant' || message.tool_calls)) return [];
        const words = toWords(content, record.metadata.locale);
        const enough = wordsThatMayRepeat[role] * unitsPerWord(record.metadata.locale);
        return words.length > enough ? [{ role, content, shingles: shinglesOf(words) }] : [];
      });
      const repeated = texts.find(({ role, shingles }) => seen[role].isNear(shingles));
      if (repeated !== undefined) {
        const said = repeated.role === 'user' ? 'user turn' : 'answer';
        return [
          `text gate: the ${said} "${repeated.content.slice(0, 80)}" stands in this block already, or nearly so`,
        ];
      }
      for (const { role, shingles } of texts) seen[role].add(shingles);
      return [];
    },
  };
}

type SeenTexts = { isNear(shingles: ReadonlySet<string>): boolean; add(shingles: ReadonlySet<string>): void };

/** Texts by their shingles: only those that share one are compared. */
function createSeenTexts(): SeenTexts {
  const sizes: number[] = [];
  const holders = new Map<string, number[]>();
  return {
    isNear(shingles) {
      const shared = new Map<number, number>();
      for (const shingle of shingles)
        for (const text of holders.get(shingle) ?? []) shared.set(text, (shared.get(text) ?? 0) + 1);
      for (const [text, common] of shared)
        if (common / ((sizes[text] ?? 0) + shingles.size - common) >= tooNear) return true;
      return false;
    },
    add(shingles) {
      const text = sizes.push(shingles.size) - 1;
      for (const shingle of shingles) {
        const texts = holders.get(shingle);
        if (texts) texts.push(text);
        else holders.set(shingle, [text]);
      }
    },
  };
}

function shinglesOf(words: readonly string[]): ReadonlySet<string> {
  const shingles = new Set<string>();
  for (let at = 0; at + shingleLength <= words.length; at += 1)
    shingles.add(words.slice(at, at + shingleLength).join(' '));
  return shingles;
}
