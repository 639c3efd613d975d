import { completionsOf } from '../completions.js';
import type { LabelledCompletion, PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { prepareConversation, readExportable } from '../export-items.js';

/** Both sides of each pair, the chosen one first. */
export async function* labelPairs(
  pairs: AsyncIterable<ExportItem<PreferencePair>>,
): AsyncGenerator<ExportItem<LabelledCompletion>, void, undefined> {
  for await (const found of pairs) {
    if (found.item === undefined) {
      yield found;
      continue;
    }
    const { line, id, item } = found;
    const { chosen, rejected, ...shared } = item;
    yield { line, id, item: { ...shared, completion: chosen, label: true } };
    yield { line, id, item: { ...shared, completion: rejected, label: false } };
  }
}

/** Messages of the assistant, wanted where their record passed its gates. Throws `FileAccessError`. */
export async function* scoredCompletions(
  input: string,
  { isSplit, completions }: { readonly isSplit: boolean; readonly completions: 'one' | 'all' },
): AsyncGenerator<ExportItem<LabelledCompletion>, void, undefined> {
  for await (const found of readExportable(input)) {
    if (found.record === undefined) {
      yield found;
      continue;
    }
    const { line, record } = found;
    const { id, tools, messages } = prepareConversation(record, isSplit);
    const label = record.passed;
    if (label === undefined) {
      yield { line, id, reason: 'it has no scores' };
      continue;
    }
    const chosen = completionsOf(messages, completions);
    if (chosen.length === 0) yield { line, id, reason: 'it has no assistant message to train on' };
    for (const completion of chosen) yield { line, id, item: { id, tools, ...completion, label } };
  }
}
