import { type Columns, rowOf } from '../columns.js';
import { searchTerms } from '../filter.js';
import { findRows } from '../find-rows.js';
import type { PageData, ShownTool } from '../page-data.js';
import { searchTextOf } from '../search-text.js';
import type { ShownConversation } from '../shown-conversation.js';
import { byId } from './dom.js';
import type { Store } from './store.js';
import { unpack } from './unpack.js';

/**
 * Conversations that stand in the page. Blocks are unpacked when one of them is opened; their texts are read for search in
 * the background, a block at a time, so that the page never stands still.
 */
export async function createEmbeddedStore(data: PageData): Promise<Store> {
  const columns: Columns = JSON.parse(await unpack(byId('columns').textContent ?? ''));
  const starts: readonly number[] = JSON.parse(byId('starts').textContent ?? '[]');
  const elements = [...document.querySelectorAll('script.block')];
  const blocks = elements.map((element) => element.textContent ?? '');
  for (const element of elements) element.remove();
  const readBlock = async (block: number): Promise<readonly ShownConversation[]> =>
    JSON.parse(await unpack(blocks[block] ?? ''));
  let open = { block: -1, conversations: [] as readonly ShownConversation[] };
  let tools: Promise<readonly ShownTool[]> | null = null;
  let texts: Promise<readonly string[]> | null = null;
  const readTexts = (): Promise<readonly string[]> => {
    texts ??= collectTexts(blocks.length, readBlock);
    return texts;
  };
  whenIdle(() => void readTexts());

  return {
    count: columns.count,
    async find(filter) {
      const rows = findRows(columns, data.names, filter);
      const terms = searchTerms(filter.text);
      if (terms.length === 0) return rows;
      const all = await readTexts();
      return rows.filter((row) => {
        const text = all[row] ?? '';
        return terms.every((term) => text.includes(term));
      });
    },
    async tools(numbers) {
      tools ??= unpack(byId('tools').textContent ?? '').then((json) => JSON.parse(json));
      const all = await tools;
      return numbers.map((number) => all[number] ?? null);
    },
    rows: (rows) => rows.map((row) => rowOf(columns, row)),
    async conversation(row) {
      const block = starts.findLastIndex((start) => start <= row);
      if (open.block !== block) open = { block, conversations: await readBlock(block) };
      const found = open.conversations[row - (starts[block] ?? 0)];
      if (found === undefined) throw new Error('The page does not hold this conversation.');
      return found;
    },
  };
}

async function collectTexts(
  blocks: number,
  readBlock: (block: number) => Promise<readonly ShownConversation[]>,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let block = 0; block < blocks; block += 1) {
    for (const conversation of await readBlock(block)) texts.push(searchTextOf(conversation).toLowerCase());
    await new Promise((resolve) => setTimeout(resolve));
  }
  return texts;
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 300);
}
