import { readDataset } from '../dataset/read-dataset.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { recordSchemaViolations } from '../validate/record-schema.js';
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
    const conversation = toConversation(found.record);
    const messages = isSplit ? splitParallelCalls(conversation.messages) : conversation.messages;
    yield { line: found.line, id: conversation.id, item: { ...conversation, messages } };
  }
}

type ReadRecord =
  | { readonly line: number; readonly record: DatasetRecord }
  | (LeftOut & { readonly record?: undefined });

async function* readExportable(input: string): AsyncGenerator<ReadRecord, void, undefined> {
  for await (const { line, record, error } of readDataset(input)) {
    if (error !== undefined) {
      yield { line, id: null, reason: error.detail };
      continue;
    }
    const [violation] = recordSchemaViolations(record);
    if (violation === undefined) yield { line, record: record as DatasetRecord };
    else
      yield { line, id: null, reason: `it is no record: ${violation.place || 'it'}: ${violation.message}` };
  }
}
