import type { Row } from '../columns.js';
import type { Filter } from '../filter.js';
import type { ShownTool } from '../page-data.js';
import type { ShownConversation } from '../shown-conversation.js';

/** Where the page has its conversations from: itself, or the server that sent it. */
export interface Store {
  readonly count: number;
  /** Rows that a filter lets through, in file order. */
  find(filter: Filter): Promise<Uint32Array>;
  /** What a list shows of rows, in their order; at once where it is at hand. */
  rows(rows: readonly number[]): readonly Row[] | Promise<readonly Row[]>;
  conversation(row: number): Promise<ShownConversation>;
  /** Tools by their numbers; null for one that is not held. */
  tools(numbers: readonly number[]): Promise<readonly (ShownTool | null)[]>;
}
