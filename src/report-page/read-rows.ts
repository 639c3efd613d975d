import { type LineBlock, linesOf } from '../checks/line-blocks.js';
import { createLineReader } from '../dataset/read-dataset.js';
import type { JsonObject } from '../types/json.js';
import { type Facets, readFacets, viewOf } from './create-columns.js';
import { searchTextOf } from './search-text.js';
import { searchBytes } from './text-index.js';
import { toSpoken } from './to-shown-conversation.js';

/** What a list shows of a line, and how much of the block's text is its own; or why the line holds no record. */
export type ReadRow =
  | {
      readonly line: number;
      readonly facets: Facets;
      readonly textBytes: number;
      readonly problem?: undefined;
    }
  | { readonly line: number; readonly problem: string };

/** Plain data, as a thread can send it. Blank lines are left out. */
export type ReadBlock = {
  readonly rows: readonly ReadRow[];
  /** Texts for search, one after the other. */
  readonly texts: Uint8Array;
};

export type BlockReader = (block: LineBlock) => ReadBlock;

/** Reads of the lines of a block what lists, filters and search need, and no more. */
export function createBlockReader(): BlockReader {
  // What a line is called in an error is of no use here: lines are told by their numbers.
  const readLine = createLineReader('');
  return (block) => {
    const rows: ReadRow[] = [];
    const texts: Buffer[] = [];
    for (const [number, bytes] of linesOf(block)) {
      const read = readLine(number, bytes);
      if (read === null) continue;
      if (read.error !== undefined) {
        rows.push({ line: number, problem: read.error.detail });
        continue;
      }
      const record = read.record as JsonObject;
      const text = searchBytes(searchTextOf(toSpoken(record)));
      texts.push(text);
      rows.push({ line: number, facets: readFacets(record, viewOf(record)), textBytes: text.length });
    }
    return { rows, texts: Buffer.concat(texts) };
  };
}
