import type { DatasetRecord } from '../../types/dataset-record.js';
import type { PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { prepareConversation, readExportable } from '../export-items.js';
import { firstSharedDifference } from './first-difference.js';
import { createLineIndex } from './line-index.js';
import { openLineFile } from './open-line-file.js';

/**
 * Pairs of records that begin with the same prompt (tools, system message and first request), such as those of two runs
 * merged: the one that scores best against each that scores less. Throws `FileAccessError`.
 */
export async function* scorePairs(
  input: string,
  { isSplit }: { readonly isSplit: boolean },
): AsyncGenerator<ExportItem<PreferencePair>, void, undefined> {
  const index = createLineIndex();
  for await (const found of readExportable(input)) {
    if (found.record === undefined) yield found;
    else if (found.record.judge_scores !== undefined) index.add(promptOf(found.record), found.line);
  }
  const file = await openLineFile(input, 'Name an existing dataset with --input.');
  const read = async (line: number) => JSON.parse(await file.read(line)) as DatasetRecord;
  try {
    for (const lines of index.groups()) {
      const best = await findBest(lines, read);
      for (const line of lines) {
        if (line === best.line) continue;
        const record = await read(line);
        // Keys of an index may meet by chance; prompts do not.
        if (promptOf(record) === promptOf(best.record)) yield toItem(best, { line, record }, isSplit);
      }
    }
  } finally {
    await file.close();
  }
}

type Placed = { readonly line: number; readonly record: DatasetRecord };

async function findBest(
  lines: readonly number[],
  read: (line: number) => Promise<DatasetRecord>,
): Promise<Placed> {
  const [first = 1, ...rest] = lines;
  let best: Placed = { line: first, record: await read(first) };
  for (const line of rest) {
    const record = await read(line);
    if (scoreOf(record) > scoreOf(best.record)) best = { line, record };
  }
  return best;
}

function toItem(best: Placed, { line, record }: Placed, isSplit: boolean): ExportItem<PreferencePair> {
  const preferred = prepareConversation(best.record, isSplit);
  const other = prepareConversation(record, isSplit);
  const { id } = other;
  if (scoreOf(record) === scoreOf(best.record))
    return {
      line,
      id,
      reason: `it scores no less than line ${best.line}, which begins with the same prompt`,
    };
  const found = firstSharedDifference(preferred.messages, other.messages);
  return typeof found === 'string'
    ? { line, id, reason: found }
    : { line, id, item: { id: `${preferred.id} ${id}`, tools: preferred.tools, ...found } };
}

function scoreOf({ judge_scores: scores }: DatasetRecord): number {
  return scores?.mean_score ?? 0;
}

function promptOf({ tools, messages }: DatasetRecord): string {
  const first = messages.findIndex(({ role }) => role === 'user');
  return JSON.stringify([tools, messages.slice(0, first + 1)]);
}
