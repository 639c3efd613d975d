import { isDeepStrictEqual } from 'node:util';
import { readDataset } from '../../dataset/read-dataset.js';
import type { Message } from '../../types/conversation.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { prepareConversation, readExportable, recordProblem } from '../export-items.js';
import { firstDifference } from './first-difference.js';
import { createLineIndex, type LineIndex } from './line-index.js';
import { type LineFile, openLineFile } from './open-line-file.js';

/**
 * A pair for each record that was repaired: what is said now, and what was said before, as the file `before` has it.
 * Throws `FileAccessError`.
 */
export async function* repairPairs(
  input: string,
  before: string,
  { isSplit }: { readonly isSplit: boolean },
): AsyncGenerator<ExportItem<PreferencePair>, void, undefined> {
  const file = await openLineFile(before, 'Name the dataset before it was repaired with --before.');
  try {
    const index = await indexById(before);
    for await (const found of readExportable(input)) {
      if (found.record === undefined) {
        yield found;
        continue;
      }
      const { line, record } = found;
      if (!(record.history ?? []).some(({ kept }) => kept)) continue;
      const id = record.conversation_id;
      const earlier = await findEarlier(id, index, file);
      const pair = earlier === null ? `${before} has no record of this id` : toPair(record, earlier, isSplit);
      yield typeof pair === 'string' ? { line, id, reason: pair } : { line, id, item: pair };
    }
  } finally {
    await file.close();
  }
}

async function indexById(path: string): Promise<LineIndex> {
  const index = createLineIndex();
  for await (const { line, record, error } of readDataset(path)) {
    if (error === undefined) index.add((record as DatasetRecord).conversation_id, line);
  }
  return index;
}

async function findEarlier(id: string, index: LineIndex, file: LineFile): Promise<DatasetRecord | null> {
  for (const line of index.find(id)) {
    const record = JSON.parse(await file.read(line)) as DatasetRecord;
    if (record.conversation_id === id && recordProblem(record) === null) return record;
  }
  return null;
}

function toPair(record: DatasetRecord, earlier: DatasetRecord, isSplit: boolean): PreferencePair | string {
  const now = prepareConversation(record, isSplit);
  const then = prepareConversation(earlier, isSplit);
  // Repairs change texts alone; where calls differ, the id is another conversation's.
  if (!isDeepStrictEqual(callsOf(now.messages), callsOf(then.messages)))
    return 'the record of this id before is of another conversation';
  const found = firstDifference(now.messages, then.messages);
  return typeof found === 'string' ? found : { id: now.id, tools: now.tools, ...found };
}

function callsOf(messages: readonly Message[]) {
  return messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
}
