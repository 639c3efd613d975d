import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../errors/usage-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';
import { validateRecord } from '../validate/validate-record.js';
import { collectReport, type Report, type ReportOptions } from './collect-report.js';
import { rowOf } from './columns.js';
import { readFilter, searchTerms } from './filter.js';
import { findRows } from './find-rows.js';
import { createLineReader, type LineReader } from './line-offsets.js';
import type { PageData } from './page-data.js';
import { readPageAssets } from './read-page-assets.js';
import { renderPage } from './render-page.js';
import { searchTextOf } from './search-text.js';
import { createTextIndex, type TextIndex } from './text-index.js';
import { toShownConversation } from './to-shown-conversation.js';

export type ServeReportOptions = Omit<ReportOptions, 'served' | 'onConversation' | 'limit'> & {
  /** 0: any that is free. */
  readonly port: number;
};

export type ServedReport = { readonly url: string; readonly data: PageData; close(): Promise<void> };

/**
 * Serves the report to this machine alone: the page holds no conversation, lists and filters are answered from columns in
 * memory, conversations are read by where their lines begin. Throws as `collectReport`, and where the port is taken.
 */
export async function serveReport(options: ServeReportOptions): Promise<ServedReport> {
  const assets = await readPageAssets();
  const texts = createTextIndex();
  const readers: LineReader[] = [];
  /** Those of a pass over the whole file; what one record alone shows is found again when it is opened. */
  const violations = new Map<number, readonly Violation[]>();
  const close = async (): Promise<void> => {
    texts.close();
    await Promise.all(readers.map((reader) => reader.close()));
  };
  try {
    for (const input of options.inputs) readers.push(await createLineReader(input));
    const report = await collectReport({
      ...options,
      limit: null,
      served: true,
      onConversation(conversation, row) {
        texts.add(searchTextOf(conversation));
        if (
          conversation.violations !== null &&
          conversation.violations.length > 0 &&
          violations.size < 100_000
        )
          violations.set(row, conversation.violations as readonly Violation[]);
      },
    });
    const page = Buffer.from([...renderPage(report.data, assets, null)].join(''), 'utf8');
    const answers = createAnswers({ report, page, texts, readers, violations });
    const server = createServer((request, response) => void answer(request, response, answers));
    await listen(server, options.port);
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/`,
      data: report.data,
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Answer = { readonly type: string; readonly body: Buffer };
type Answers = { readonly [path: string]: (query: URLSearchParams) => Promise<Answer | null> };

type Context = {
  readonly report: Report;
  readonly page: Buffer;
  readonly texts: TextIndex;
  readonly readers: readonly LineReader[];
  readonly violations: ReadonlyMap<number, readonly Violation[]>;
};

/** Rows of one answer: more than a screen shows. */
const mostRows = 500;

function createAnswers({
  report: { data, columns, tools, numberOf },
  page,
  texts,
  readers,
  violations,
}: Context): Answers {
  return {
    '/': async () => ({ type: 'text/html; charset=utf-8', body: page }),
    '/find': async (query) => {
      const filter = readFilter(query.toString());
      const rows = findRows(columns, data.names, filter);
      const terms = searchTerms(filter.text);
      const found = terms.length === 0 ? rows : await texts.find(rows, terms);
      return {
        type: 'application/octet-stream',
        body: Buffer.from(found.buffer, found.byteOffset, found.byteLength),
      };
    },
    '/rows': async (query) => {
      const rows = (query.get('rows') ?? '').split(',').slice(0, mostRows).map(Number);
      return toJson(
        rows
          .filter((row) => Number.isInteger(row) && row >= 0 && row < columns.count)
          .map((row) => rowOf(columns, row)),
      );
    },
    '/tools': async (query) => {
      const numbers = (query.get('numbers') ?? '').split(',').slice(0, mostRows).map(Number);
      return toJson(numbers.map((number) => tools[number] ?? null));
    },
    '/conversation': async (query) => {
      const row = Number(query.get('row') ?? 'none');
      if (!Number.isInteger(row) || row < 0 || row >= columns.count) return null;
      const line = columns.lines[row] ?? 0;
      const record = readRecord(await readers[columns.datasets[row] ?? 0]?.read(line));
      if (record === null) return null;
      return toJson(
        toShownConversation(record, line, violations.get(row) ?? validateRecord(record), numberOf),
      );
    },
  };
}

function toJson(value: unknown): Answer {
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

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

async function answer(request: IncomingMessage, response: ServerResponse, answers: Answers): Promise<void> {
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
  if (!isLoopback(request)) return refuse(403, 'datagen view answers to this machine alone.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET.');
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const found = Object.hasOwn(answers, pathname) ? await answers[pathname]?.(searchParams) : null;
    if (found === null || found === undefined)
      return refuse(404, 'There is nothing of that name, or the file has changed.');
    response.writeHead(200, { ...headers, 'content-type': found.type, 'content-length': found.body.length });
    response.end(request.method === 'HEAD' ? undefined : found.body);
  } catch {
    refuse(500, 'That could not be answered.');
  }
}

/** Pages of others reach this server under a name of their own, or say that they come from elsewhere. */
function isLoopback({ headers: { host = '', origin, 'sec-fetch-site': site } }: IncomingMessage): boolean {
  const hosts = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
  if (!hosts.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new UsageError(`Port ${port} is taken or not to be had.`, 'Name another with --port.')
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
