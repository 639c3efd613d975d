import type { Conversation, PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { prepareConversation, readExportable } from '../export-items.js';
import { firstDifference } from './first-difference.js';

/**
 * A pair for each variant of a dataset: what is right in it, and what was right in its base and is wrong here. Variants follow
 * their base in the file. Throws `FileAccessError`.
 */
export async function* twinPairs(
  input: string,
  { isSplit }: { readonly isSplit: boolean },
): AsyncGenerator<ExportItem<PreferencePair>, void, undefined> {
  let base: Conversation | null = null;
  for await (const found of readExportable(input)) {
    if (found.record === undefined) {
      yield found;
      continue;
    }
    const { line, record } = found;
    const group = record.metadata.twin_group;
    if (group === undefined) continue;
    const conversation = prepareConversation(record, isSplit);
    if (conversation.id === group) {
      base = conversation;
      continue;
    }
    yield toItem(line, conversation, base?.id === group ? base : null);
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
