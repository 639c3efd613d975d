import { toWords, unitsPerWord } from '../record-view/words.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** Keeps texts of one block from repeating each other. */
export type TextGate = {
  /** What of a record was remembered before, or nearly so, in words. */
  findRepeats(record: DatasetRecord): readonly string[];
  remember(record: DatasetRecord): void;
};

/** Shorter texts ("Yes, please.") may repeat, as they do in life. */
const wordsThatMayRepeat = { user: 4, assistant: 8 };
const shingleLength = 3;
/** Jaccard similarity over shingles from which a text counts as said before: that of the figure on near-duplicates. */
const tooNear = 0.8;

export function createTextGate(): TextGate {
  const seen = { user: createSeenTexts(), assistant: createSeenTexts() };
  return {
    findRepeats(record) {
      const repeated = textsOf(record).find(({ role, shingles }) => seen[role].isNear(shingles));
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
  readonly shingles: ReadonlySet<string>;
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
    const words = toWords(content, locale);
    const enough = wordsThatMayRepeat[role] * unitsPerWord(locale);
    return words.length > enough ? [{ role, content, shingles: shinglesOf(words) }] : [];
  });
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
