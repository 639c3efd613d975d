import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';
import { validateRecord } from '../validate/validate-record.js';
import { type Columns, rowOf } from './columns.js';
import { readFilter, searchTerms } from './filter.js';
import { findRows } from './find-rows.js';
import type { LineReader } from './line-offsets.js';
import type { Answer } from './local-server.js';
import type { ColumnNames } from './page-data.js';
import type { TextIndex } from './text-index.js';
import { toShownConversation } from './to-shown-conversation.js';
import { createToolNumbers } from './tool-numbers.js';

export type AnswersContext = {
  readonly columns: Columns;
  readonly names: ColumnNames;
  readonly texts: TextIndex;
  readonly readers: readonly LineReader[];
  /** What a pass over the whole file found, by row; what one record alone shows is found again when it is opened. */
  readonly violations: ReadonlyMap<number, readonly Violation[]>;
};

export type ReportAnswers = {
  readonly [path: string]: (query: URLSearchParams, context: AnswersContext) => Promise<Answer | null>;
};

/** Rows of one answer: more than a screen shows. */
const mostRows = 500;

/** What the page asks for: rows that a filter finds, what a list shows of them, tools and conversations. */
export function createReportAnswers(): ReportAnswers {
  const tools = createToolNumbers();
  return {
    '/find': async (query, { columns, names, texts }) => {
      const filter = readFilter(query.toString());
      const rows = findRows(columns, names, filter);
      const terms = searchTerms(filter.text);
      const found = terms.length === 0 ? rows : await texts.find(rows, terms);
      return {
        type: 'application/octet-stream',
        body: Buffer.from(found.buffer, found.byteOffset, found.byteLength),
      };
    },
    '/rows': async (query, { columns }) => {
      const rows = (query.get('rows') ?? '').split(',').slice(0, mostRows).map(Number);
      return toJson(
        rows
          .filter((row) => Number.isInteger(row) && row >= 0 && row < columns.count)
          .map((row) => rowOf(columns, row)),
      );
    },
    '/tools': async (query) => {
      const numbers = (query.get('numbers') ?? '').split(',').slice(0, mostRows).map(Number);
      return toJson(numbers.map((number) => tools.list()[number] ?? null));
    },
    '/conversation': async (query, { columns, readers, violations }) => {
      const row = Number(query.get('row') ?? 'none');
      if (!Number.isInteger(row) || row < 0 || row >= columns.count) return null;
      const line = columns.lines[row] ?? 0;
      const record = readRecord(await readers[columns.datasets[row] ?? 0]?.read(line));
      if (record === null) return null;
      const found = violations.get(row) ?? validateRecord(record);
      return toJson(toShownConversation(record, line, found, tools.numberOf));
    },
  };
}

export function toJson(value: unknown): Answer {
  return { type: 'application/json', body: Buffer.from(JSON.stringify(value), 'utf8') };
}

/** Null where the file is no longer what it was. */
function readRecord(text: string | null | undefined): JsonObject | null {
  try {
    const record: unknown = JSON.parse(text ?? '');
    return isJsonObject(record) ? record : null;
  } catch {
    return null;
  }
}
