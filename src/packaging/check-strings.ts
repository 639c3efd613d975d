import { join } from 'node:path';
import { UnreadableTableError } from '../errors/unreadable-table-error.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { createColumnDifferences } from './column-differences.js';
import { tableColumns } from './package-tables.js';
import { type ReadRow, readTable } from './read-tables.js';

/** Compares the table `strings` with `default`, row for row. */
export type StringsCheck = {
  readonly add: (row: ReadRow) => Promise<void>;
  /** What differs, in sentences. */
  readonly finish: () => Promise<string[]>;
};

export function createStringsCheck(folder: string): StringsCheck {
  const differences = createColumnDifferences('strings: ', 'default');
  const problems: string[] = [];
  const readers = new Map<string, ReturnType<typeof readTable> | 'given_up'>();
  const giveUp = (path: string, problem: string): void => {
    problems.push(problem);
    readers.set(path, 'given_up');
  };
  /** The next row; null at the end, and where it cannot be read. */
  const next = async (path: string): Promise<JsonObject | null> => {
    const reader = readers.get(path) ?? readTable(join(folder, path), columnNames);
    if (reader === 'given_up') return null;
    readers.set(path, reader);
    try {
      const { value, done } = await reader.next();
      return done === true ? null : value;
    } catch (error) {
      if (!(error instanceof UnreadableTableError)) throw error;
      giveUp(path, error.message);
      return null;
    }
  };
  return {
    async add({ row, path: ofDefault }) {
      const path = ofDefault.replace('default/', 'strings/');
      const own = await next(path);
      if (own === null) {
        if (readers.get(path) !== 'given_up') giveUp(path, `${path} has fewer rows than ${ofDefault}`);
        return;
      }
      for (const { name, type } of tableColumns.default) {
        const says = type === 'json' ? parse(own[name]) : own[name];
        differences.compare(name, row.conversation_id, says, row[name] ?? null);
      }
    },
    async finish() {
      for (const path of [...readers.keys()])
        if ((await next(path)) !== null)
          problems.push(`${path} has more rows than ${path.replace('strings/', 'default/')}`);
      return [...problems, ...differences.sentences()];
    },
  };
}

const columnNames = tableColumns.strings.map(({ name }) => name);

/** What a cell holds; the cell itself where that is no JSON. */
function parse(cell: JsonValue | undefined): JsonValue | undefined {
  try {
    return typeof cell === 'string' ? (JSON.parse(cell) as JsonValue) : cell;
  } catch {
    return cell;
  }
}
