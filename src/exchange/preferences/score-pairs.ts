import type { Conversation, PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { firstSharedDifference } from './first-difference.js';
import { createLineIndex } from './line-index.js';
import type { Pairable, PairableSource } from './pairable.js';

/**
 * Pairs of records that begin with the same prompt (tools, system message and first request), such as those of two runs
 * merged: the one that scores best against each that scores less. Throws `FileAccessError`.
 */
export async function* scorePairs({
  records,
  open,
  placeOf,
}: PairableSource): AsyncGenerator<ExportItem<PreferencePair>, void, undefined> {
  const index = createLineIndex();
  for await (const found of records()) {
    if (found.item === undefined) yield found;
    else if (found.item.score !== null) index.add(promptOf(found.item), found.line);
  }
  const { read, close } = await open();
  try {
    for (const lines of index.groups()) {
      const best = await findBest(lines, read);
      for (const line of lines) {
        if (line === best.line) continue;
        const record = await read(line);
        // Keys of an index may meet by chance; prompts do not.
        if (promptOf(record) === promptOf(best.record)) yield toItem(best, { line, record }, placeOf);
      }
    }
  } finally {
    await close();
  }
}

type Placed = { readonly line: number; readonly record: Pairable };

async function findBest(
  lines: readonly number[],
  read: (line: number) => Promise<Pairable>,
): Promise<Placed> {
  const [first = 1, ...rest] = lines;
  let best: Placed = { line: first, record: await read(first) };
  for (const line of rest) {
    const record = await read(line);
    if (scoreOf(record) > scoreOf(best.record)) best = { line, record };
  }
  return best;
}

function toItem(
  best: Placed,
  { line, record }: Placed,
  placeOf: PairableSource['placeOf'],
): ExportItem<PreferencePair> {
  const preferred = best.record;
  const { id } = record;
  if (scoreOf(record) === scoreOf(preferred))
    return {
      line,
      id,
      reason: `it scores no less than ${placeOf(best.line, preferred)}, which begins with the same prompt`,
    };
  const found = firstSharedDifference(preferred.messages, record.messages);
  return typeof found === 'string'
    ? { line, id, reason: found }
    : { line, id, item: { id: `${preferred.id} ${id}`, tools: preferred.tools, ...found } };
}

function scoreOf({ score }: Pairable): number {
  return score ?? 0;
}

function promptOf({ tools, messages }: Conversation): string {
  const first = messages.findIndex(({ role }) => role === 'user');
  return JSON.stringify([tools, messages.slice(0, first + 1)]);
}
