import type { Violation } from '../types/verdict.js';
import type { ReportOptions } from './collect-report.js';
import { type ComputedFigures, computeFiguresBeside } from './compute-figures.js';
import { type LineReader, openLineReader } from './line-offsets.js';
import { type Answers, openLocalServer } from './local-server.js';
import type { PageData } from './page-data.js';
import { renderProgressPage } from './progress-page.js';
import { type Listing, readListing } from './read-listing.js';
import { readPageAssets } from './read-page-assets.js';
import { renderPage } from './render-page.js';
import { createReportAnswers, toJson } from './report-answers.js';
import { createTextIndex } from './text-index.js';

export type ServeReportOptions = Omit<ReportOptions, 'served' | 'onConversation' | 'limit' | 'seed'> & {
  /** 0: any that is free. */
  readonly port: number;
};

export type ServedReport = {
  readonly url: string;
  /** Settles when the page can be browsed; fails as `collectReport` does. */
  readonly listed: Promise<void>;
  /** What the page shows in the end, with laws and figures; fails where these cannot be computed. */
  readonly complete: Promise<PageData>;
  close(): Promise<void>;
};

/**
 * Serves the report to this machine alone, at once: first how far reading is, then a page that can be browsed, then laws and
 * figures too. The page holds no conversation, lists and filters are answered from columns in memory, conversations are read
 * by where their lines begin. Throws `FileAccessError`, and `UsageError` where the port is taken.
 */
export async function serveReport(options: ServeReportOptions): Promise<ServedReport> {
  const assets = await readPageAssets();
  const texts = createTextIndex();
  const readers: LineReader[] = [];
  const ended = new AbortController();
  const state: State = { read: 0, computed: 0, listing: null, figures: null, hasFailed: false };
  const reportAnswers = createReportAnswers();
  const answers: Answers = async (path, query) => {
    const { listing, figures } = state;
    if (path === '/state') return toJson(describeState(state));
    if (listing === null) return sayProgress(path, state);
    const data = dataOf(listing, figures);
    if (path === '/')
      return {
        type: 'text/html; charset=utf-8',
        body: Buffer.from([...renderPage(data, assets, null)].join('')),
      };
    if (!Object.hasOwn(reportAnswers, path)) return null;
    const columns = figures === null ? listing.columns : { ...listing.columns, laws: figures.laws };
    const violations = figures?.violations ?? none;
    return reportAnswers[path]?.(query, { columns, names: data.names, texts, readers, violations }) ?? null;
  };
  const release = async (): Promise<void> => {
    texts.close();
    await Promise.all(readers.map((reader) => reader.close()));
  };
  try {
    for (const input of options.inputs) readers.push(await openLineReader(input));
    const server = await openLocalServer(options.port, answers);
    const list = async (): Promise<void> => {
      const onProgress = async (records: number, input: string): Promise<void> => {
        state.read += 1;
        await options.onProgress(records, input);
        ended.signal.throwIfAborted();
      };
      const indexed = Promise.all(readers.map((reader) => reader.index()));
      const [listing] = await Promise.all([readListing({ ...options, texts, onProgress }), indexed]);
      state.listing = listing;
    };
    const listed = list();
    const complete = listed.then(() => computeAll(options, state, ended.signal));
    // Whoever waits for them is told; nobody needs to.
    listed.catch(() => {});
    complete.catch(() => {});
    return {
      url: server.url,
      ...{ listed, complete },
      async close() {
        ended.abort();
        await server.close();
        await Promise.allSettled([listed, complete]);
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

type State = {
  /** Records that lists have, and that figures have. */
  read: number;
  computed: number;
  listing: Listing | null;
  figures: ComputedFigures | null;
  hasFailed: boolean;
};

const none: ReadonlyMap<number, readonly Violation[]> = new Map();

async function computeAll(options: ServeReportOptions, state: State, signal: AbortSignal): Promise<PageData> {
  const { inputs, checksLaws, computesFigures, references, mixTargets, graph } = options;
  const onProgress = async (records: number): Promise<void> => {
    state.computed = records;
    // Others are answered in between.
    if (records % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  try {
    const computed = { inputs, checksLaws, computesFigures, references, mixTargets, graph };
    state.figures = await computeFiguresBeside(computed, onProgress, signal);
  } catch (error) {
    state.hasFailed = true;
    throw error;
  }
  return dataOf(state.listing as Listing, state.figures);
}

/** Figures beside the lists that were read before, should the file have grown meanwhile. */
function dataOf({ data }: Listing, figures: ComputedFigures | null): PageData {
  if (figures === null) return data;
  const datasets = figures.data.datasets.map((summary, dataset) => ({
    ...summary,
    ...{ shown: data.datasets[dataset]?.shown ?? 0 },
  }));
  return { ...figures.data, datasets, names: data.names };
}

function describeState({ read, computed, listing, figures, hasFailed }: State): object {
  const phase = listing === null ? 'reading' : figures === null ? 'computing' : 'complete';
  return { phase: hasFailed ? 'failed' : phase, records: read, computed };
}

function sayProgress(path: string, { read }: State): ReturnType<Answers> {
  const progress = `Reading: ${read} conversations so far.`;
  const answer =
    path === '/'
      ? { type: 'text/html; charset=utf-8', body: Buffer.from(renderProgressPage(progress)) }
      : { status: 503, type: 'text/plain; charset=utf-8', body: Buffer.from(`${progress}\n`) };
  return Promise.resolve(answer);
}
