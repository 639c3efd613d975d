import type { DatasetRecord } from '../../types/dataset-record.js';
import type { Conversation } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { prepareConversation, readExportable } from '../export-items.js';
import { openLineFile } from './open-line-file.js';

/** What of a record pairs are made of. */
export type Pairable = Conversation & {
  /** Id of the base that it is a variant of, or its own where it is one; null where it has none. */
  readonly twinGroup: string | null;
  /** 1–5; null where nobody judged it. */
  readonly score: number | null;
};

/** Conversations to be read in order, and some of them again. */
export type PairableSource = {
  /** Throws `FileAccessError`. */
  readonly records: () => AsyncIterable<ExportItem<Pairable>>;
  /** Throws `FileAccessError`. */
  readonly open: () => Promise<{
    /** By line. */
    readonly read: (line: number) => Promise<Pairable>;
    readonly close: () => Promise<void>;
  }>;
  /** How one of them is called in what people read. */
  readonly placeOf: (line: number, item: Pairable) => string;
};

/** Those of a dataset. */
export function pairablesOf(input: string, isSplit: boolean): PairableSource {
  return {
    async *records() {
      for await (const found of readExportable(input)) {
        if (found.record === undefined) yield found;
        else yield toItem(found.line, toPairable(found.record, isSplit));
      }
    },
    async open() {
      const file = await openLineFile(input, 'Name an existing dataset with --input.');
      const read = async (line: number) => toPairable(JSON.parse(await file.read(line)), isSplit);
      return { read, close: file.close };
    },
    placeOf: (line) => `line ${line}`,
  };
}

function toItem(line: number, item: Pairable): ExportItem<Pairable> {
  return { line, id: item.id, item };
}

function toPairable(record: DatasetRecord, isSplit: boolean): Pairable {
  const { metadata, judge_scores: scores } = record;
  return {
    ...prepareConversation(record, isSplit),
    twinGroup: metadata.twin_group ?? null,
    score: scores === undefined ? null : (scores.mean_score ?? 0),
  };
}
