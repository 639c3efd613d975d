import { readDataset } from '../dataset/read-dataset.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { recordFormViolations } from '../validate/record-form.js';
import {
  type Conversation,
  type LabelledCompletion,
  type PreferencePair,
  toConversation,
} from './conversation.js';
import type { ExportItem, LeftOut } from './export-dataset.js';
import { splitParallelCalls } from './split-parallel.js';

export type Exportable = Conversation | PreferencePair | LabelledCompletion;

/** The conversations of a dataset; a line that is no record is an item that is left out. Throws `FileAccessError`. */
export async function* conversationItems(
  input: string,
  { isSplit }: { readonly isSplit: boolean },
): AsyncGenerator<ExportItem<Conversation>, void, undefined> {
  for await (const found of readExportable(input)) {
    if (found.record === undefined) {
      yield found;
      continue;
    }
    const item = prepareConversation(found.record, isSplit);
    yield { line: found.line, id: item.id, item };
  }
}

/** What of a record is exported, its parallel calls one after the other where `isSplit`. */
export function prepareConversation(record: DatasetRecord, isSplit: boolean): Conversation {
  const conversation = toConversation(record);
  return isSplit ? { ...conversation, messages: splitParallelCalls(conversation.messages) } : conversation;
}

export type ReadRecord =
  | { readonly line: number; readonly record: DatasetRecord }
  | (LeftOut & { readonly record?: undefined });

/** The records of a dataset, checked. Throws `FileAccessError`. */
export async function* readExportable(input: string): AsyncGenerator<ReadRecord, void, undefined> {
  for await (const { line, record, error } of readDataset(input)) {
    if (error !== undefined) {
      yield { line, id: null, reason: error.detail };
      continue;
    }
    const problem = recordProblem(record);
    yield problem === null ? { line, record: record as DatasetRecord } : { line, id: null, reason: problem };
  }
}

/** Why a value is no record that can be exported; null where it is one. */
export function recordProblem(record: unknown): string | null {
  const [violation] = recordFormViolations(record);
  return violation === undefined ? null : `it is no record: ${violation.place || 'it'}: ${violation.message}`;
}
