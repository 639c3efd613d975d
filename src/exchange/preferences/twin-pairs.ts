import type { Conversation, PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { firstDifference } from './first-difference.js';
import type { PairableSource } from './pairable.js';

/**
 * A pair for each variant of a dataset: what is right in it, and what was right in its base and is wrong here. Variants follow
 * their base. Throws `FileAccessError`.
 */
export async function* twinPairs({
  records,
}: PairableSource): AsyncGenerator<ExportItem<PreferencePair>, void, undefined> {
  let base: Conversation | null = null;
  for await (const found of records()) {
    if (found.item === undefined) {
      yield found;
      continue;
    }
    const { line, item } = found;
    if (item.twinGroup === null) continue;
    if (item.id === item.twinGroup) base = item;
    else yield toItem(line, item, base?.id === item.twinGroup ? base : null);
  }
}

function toItem(line: number, variant: Conversation, base: Conversation | null): ExportItem<PreferencePair> {
  const { id, tools, messages } = variant;
  if (base === null) return { line, id, reason: 'it is a variant and does not follow its base' };
  const found = firstDifference(messages, base.messages);
  return typeof found === 'string'
    ? { line, id, reason: found }
    : { line, id, item: { id, tools, ...found } };
}
