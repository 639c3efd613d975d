import { UnreadableEntryError } from '../errors/exchange-errors.js';
import type { Conversation } from '../exchange/conversation.js';
import type { ToolNames } from '../exchange/tool-names.js';
import { lineText } from '../json/line-text.js';
import type { JsonObject } from '../types/json.js';
import { createToolForms, fromChatColumn, toChatColumn } from './chat-row.js';
import type { PackableItem } from './packable-items.js';
import { filterColumns, proofColumns } from './package-columns.js';
import type { PackedRow } from './package-tables.js';
import type { CellValue } from './parquet-file.js';

/** A line of the input as what a package holds of it. */
export type MadeRow = {
  /** Characters of the row: what shards are cut by. */
  readonly size: number;
  /** The conversation as it is read back from the row, under the names that tools go out by. */
  readonly exported: Conversation;
  /** Its tools under their own names. */
  readonly ownTools: Conversation['tools'];
  /** `position`: place of the line among all lines of the input, from 0. */
  readonly toRow: (tokens: number, position: number) => PackedRow;
};

/** Makes rows, or says in words why a line becomes none. */
export function createRowMaker(names: ToolNames): (item: PackableItem) => MadeRow | string {
  const formsOf = createToolForms(names);
  return (item) => {
    if (item.record === undefined) return item.reason;
    const { record, conversation } = item;
    const forms = conversation.tools.map(formsOf);
    const chat = toChatColumn(conversation.messages, names);
    try {
      // What could not be read back would be lost for whoever checks the package.
      const messages = fromChatColumn(chat);
      const texts = {
        messages: lineText(chat),
        tools: `[${forms.map(({ text }) => text).join(',')}]`,
        proofs: proofColumns.map(({ name }) => proofText(record, name)),
      };
      const characters = texts.messages.length + texts.tools.length;
      return {
        size: texts.proofs.reduce((sum, text) => sum + (text?.length ?? 0), characters),
        exported: { id: conversation.id, messages, tools: forms.map(({ exported }) => exported) },
        ownTools: forms.map(({ own }) => own),
        toRow: (tokens, position) => ({
          ...{ ...texts, position },
          filters: filterColumns.map((column) => column.value({ record, tokens }) as CellValue),
        }),
      };
    } catch (error) {
      if (error instanceof UnreadableEntryError) return error.message;
      throw error;
    }
  };
}

function proofText(record: JsonObject, name: string): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return value === undefined ? null : lineText(value);
}
