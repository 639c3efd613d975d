import type { DatasetRecord } from '../types/dataset-record.js';

/** Keeps texts of one block from repeating each other. */
export type TextGate = {
  /** Reasons against a record; where there are none, it is remembered. */
  refuse(record: DatasetRecord): readonly string[];
};

/** Shorter turns ("Yes, please.") may repeat, as they do in life. */
const wordsThatMayRepeat = 4;

export function createTextGate(): TextGate {
  const seen = new Set<string>();
  return {
    refuse(record) {
      const texts = record.messages.flatMap((message) =>
        message.role === 'user' && message.content.split(/\s+/).length > wordsThatMayRepeat
          ? [message.content.toLowerCase()]
          : [],
      );
      const repeated = texts.find((text) => seen.has(text));
      if (repeated !== undefined)
        return [`text gate: the user turn "${repeated.slice(0, 80)}" stands in this block already`];
      for (const text of texts) seen.add(text);
      return [];
    },
  };
}
