import { toWordHashes } from '../record-view/word-hashes.js';
import { unitsPerWord } from '../record-view/words.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { createShingleIndex } from './shingle-index.js';
import { shinglesOf } from './shingles-of.js';

/** Keeps texts of one block from repeating each other. */
export type TextGate = {
  /** What of a record was remembered before, or nearly so, in words. */
  findRepeats(record: DatasetRecord): readonly string[];
  remember(record: DatasetRecord): void;
};

/** Shorter texts ("Yes, please.") may repeat, as they do in life. */
const wordsThatMayRepeat = { user: 4, assistant: 8 };
/** Jaccard similarity over shingles from which a text counts as said before: that of the figure on near-duplicates. */
const tooNear = 0.8;

export function createTextGate(): TextGate {
  const seen = { user: createShingleIndex(), assistant: createShingleIndex() };
  return {
    findRepeats(record) {
      const repeated = textsOf(record).find(({ role, shingles }) => seen[role].hasNear(shingles, tooNear));
      if (repeated === undefined) return [];
      const said = repeated.role === 'user' ? 'user turn' : 'answer';
      return [
        `text gate: the ${said} "${repeated.content.slice(0, 80)}" stands in this block already, or nearly so`,
      ];
    },
    remember(record) {
      for (const { role, shingles } of textsOf(record)) seen[role].add(shingles);
    },
  };
}

type GatedText = {
  readonly role: keyof typeof wordsThatMayRepeat;
  readonly content: string;
  readonly shingles: Int32Array;
};

/** Texts of records that wait for their turn are looked at more than once. */
const known = new WeakMap<DatasetRecord, readonly GatedText[]>();

function textsOf(record: DatasetRecord): readonly GatedText[] {
  const texts = known.get(record) ?? readTexts(record);
  known.set(record, texts);
  return texts;
}

function readTexts({ messages, metadata: { locale } }: DatasetRecord): readonly GatedText[] {
  return messages.flatMap((message) => {
    const { role, content } = message;
    if (role !== 'user' && (role !== 'assistant' || message.tool_calls)) return [];
    const words = toWordHashes(content, locale);
    const enough = wordsThatMayRepeat[role] * unitsPerWord(locale);
    return words.length > enough ? [{ role, content, shingles: shinglesOf(words) }] : [];
  });
}
