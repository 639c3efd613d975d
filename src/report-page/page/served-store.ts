import type { Row } from '../columns.js';
import { writeFilter } from '../filter.js';
import type { PageData, ShownTool } from '../page-data.js';
import type { ShownConversation } from '../shown-conversation.js';
import type { Store } from './store.js';

/** Rows that are asked for at once. */
const pageLength = 200;

/** Conversations of the server that sent the page. */
export function createServedStore({ datasets }: PageData): Store {
  const known = new Map<number, Row>();
  return {
    count: datasets.reduce((sum, { shown }) => sum + shown, 0),
    async find(filter) {
      const response = await ask(`/find?${writeFilter(filter)}`);
      return new Uint32Array(await response.arrayBuffer());
    },
    rows(rows) {
      const missing = rows.filter((row) => !known.has(row));
      const held = (): readonly Row[] => rows.flatMap((row) => known.get(row) ?? []);
      if (missing.length === 0) return held();
      return (async () => {
        for (let at = 0; at < missing.length; at += pageLength) {
          const response = await ask(`/rows?rows=${missing.slice(at, at + pageLength).join(',')}`);
          for (const row of (await response.json()) as Row[]) known.set(row.row, row);
        }
        const found = held();
        if (known.size > 20_000) known.clear();
        return found;
      })();
    },
    async tools(numbers) {
      const response = await ask(`/tools?numbers=${numbers.slice(0, pageLength).join(',')}`);
      return (await response.json()) as (ShownTool | null)[];
    },
    async conversation(row) {
      const response = await ask(`/conversation?row=${row}`);
      return (await response.json()) as ShownConversation;
    },
  };
}

async function ask(path: string): Promise<Response> {
  const response = await fetch(path).catch(() => null);
  if (response === null) throw new Error('datagen view has ended. Start it again, and reload this page.');
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}
