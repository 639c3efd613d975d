import { basename } from 'node:path';
import { packageVersion } from '../config/describe-run.js';
import { readDataset } from '../dataset/read-dataset.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { computeMetrics } from '../metrics/compute-metrics.js';
import type { Metrics } from '../metrics/metrics.js';
import type { References } from '../metrics/read-references.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';
import { createLawChecks } from './check-laws.js';
import { chooseLines } from './choose-lines.js';
import type { Columns } from './columns.js';
import { createRecordCounts } from './count-records.js';
import { type ColumnsBuilder, createColumns, readFacets, viewOf } from './create-columns.js';
import { createGraphMeter, type GraphSource } from './graph-source.js';
import type { DatasetSummary, PageData, ShownTool } from './page-data.js';
import type { ShownConversation } from './shown-conversation.js';
import { createClusters } from './tally-clusters.js';
import { createDistributions } from './tally-distributions.js';
import { createUsageTally, type UsageTally } from './tally-usage.js';
import { toShownConversation } from './to-shown-conversation.js';
import { toShownReference } from './to-shown-reference.js';
import { createToolNumbers } from './tool-numbers.js';
import { createUnreadable } from './unreadable.js';

export type ReportOptions = {
  /** One dataset, or two to compare. */
  readonly inputs: readonly string[];
  /** Most conversations of each dataset that the page holds; null: all. */
  readonly limit: number | null;
  /** Seed of the sample, where there is one. */
  readonly seed: number;
  /** Check the laws; some milliseconds a record. */
  readonly checksLaws: boolean;
  /** Compute the figures; under a millisecond a record. */
  readonly computesFigures: boolean;
  readonly references: References;
  readonly mixTargets: { readonly [phenomenon: string]: number };
  /** The graph whose coverage is measured; null where there is none. */
  readonly graph: GraphSource | null;
  readonly served: boolean;
  /** Takes each conversation of the page, in the order of rows; null where nobody does. */
  readonly onConversation: ((conversation: ShownConversation) => void) | null;
  /** Takes what breaks laws, by row. */
  readonly onViolations?: (row: number, violations: readonly Violation[]) => void;
  /** Of a line that holds no record; `problem` is no whole sentence. */
  readonly onUnreadable?: (input: string, line: number, problem: string) => void;
  /** After each record; throws where the user stopped it. */
  readonly onProgress: (records: number, input: string) => Promise<void>;
};

export type Report = {
  readonly data: PageData;
  readonly columns: Columns;
  /** Tools that the conversations offer, each once; conversations hold their numbers. */
  readonly tools: readonly ShownTool[];
};

/**
 * Reads datasets once, line by line, and collects all that a page shows of them. Memory grows with the conversations that
 * the page lists, not with the file. Throws `FileAccessError`, and `EmptyDatasetError` where not one line is a record.
 */
export async function collectReport(options: ReportOptions): Promise<Report> {
  const shared: Shared = {
    builder: createColumns(options.onConversation !== null),
    usage: createUsageTally(options.inputs.length),
    tools: createToolNumbers(),
  };
  const datasets: DatasetSummary[] = [];
  for (const [dataset, input] of options.inputs.entries()) {
    datasets.push(await collectDataset(input, dataset, options, shared));
  }
  const columns = shared.builder.columns();
  return {
    columns,
    tools: shared.tools.list(),
    data: {
      version: packageVersion(),
      datasets: datasets.map((summary, dataset) => ({
        ...summary,
        name: datasetName(options.inputs, dataset),
        neverCalled: shared.usage.neverCalled(dataset),
      })),
      references: options.references.figures.map(toShownReference),
      mixTolerance: options.references.mix_tolerance,
      usage: shared.usage.graph(),
      names: shared.builder.names(),
      served: options.served,
      pending: false,
    },
  };
}

type Shared = {
  readonly builder: ColumnsBuilder;
  readonly usage: UsageTally;
  readonly tools: ReturnType<typeof createToolNumbers>;
};

async function collectDataset(
  input: string,
  dataset: number,
  options: ReportOptions,
  shared: Shared,
): Promise<DatasetSummary> {
  const isChosen = await chooseLines(input, options.limit, options.seed);
  const meter = options.graph === null ? null : await createGraphMeter(options.graph);
  const checks = options.checksLaws ? createLawChecks(input) : null;
  const [distributions, clusters] = [createDistributions(), createClusters()];
  const [records, unreadable] = [createRecordCounts(), createUnreadable()];
  const laws = { valid: 0, violations: 0, byLaw: {} as { [law: string]: number } };
  let shown = 0;

  const take = (
    record: JsonObject,
    line: number,
    violations: readonly Violation[] | null,
    wanted: boolean,
  ): void => {
    const view = viewOf(record);
    const facets = readFacets(record, view);
    records.add(facets);
    if (violations !== null) countViolations(violations, laws);
    meter?.add(record);
    if (!facets.isTwin) distributions.add(facets);
    let row = -1;
    if (wanted) {
      row = shared.builder.add(facets, { dataset, line, violations: violations ?? [] });
      shown += 1;
      options.onConversation?.(toShownConversation(record, line, violations, shared.tools.numberOf));
      if (violations !== null && violations.length > 0) options.onViolations?.(row, violations);
    }
    if (view === null) return;
    shared.usage.add(view, dataset);
    clusters.add(view, row);
  };

  async function* taken(): AsyncIterable<unknown> {
    for await (const each of readDataset(input)) {
      const wanted = isChosen(each.line);
      const violations = checks === null ? null : await checks.next(each);
      if (each.error !== undefined) {
        unreadable.note(each.line, each.error.detail);
        options.onUnreadable?.(input, each.line, each.error.detail);
      } else {
        take(each.record as JsonObject, each.line, violations, wanted);
        await options.onProgress(records.counts().total, input);
        yield each.record;
      }
    }
  }
  const read = (): Promise<Metrics | null> =>
    options.computesFigures ? computeMetrics(taken(), { mixTargets: options.mixTargets }) : exhaust(taken());
  const metrics = await read().finally(() => checks?.end());
  if (records.counts().total === 0) throw new EmptyDatasetError(input);
  return {
    name: input,
    ...{ records: records.counts(), shown, unreadable: unreadable.summary() },
    laws: checks === null ? null : laws,
    figures: metrics?.figures ?? null,
    language: metrics?.language ?? null,
    otherLanguages: metrics?.other_languages ?? {},
    mix: metrics?.mix ?? [],
    distributions: distributions.distributions(),
    coverage: meter?.measure() ?? null,
    neverCalled: { names: [], count: 0, offered: 0 },
    clusters: clusters.clusters(),
  };
}

async function exhaust(records: AsyncIterable<unknown>): Promise<Metrics | null> {
  for await (const _ of records);
  return null;
}

function countViolations(
  violations: readonly Violation[],
  laws: { valid: number; violations: number; byLaw: { [law: string]: number } },
): void {
  if (violations.length === 0) laws.valid += 1;
  laws.violations += violations.length;
  for (const law of new Set(violations.map((violation) => violation.law)))
    laws.byLaw[law] = (laws.byLaw[law] ?? 0) + 1;
}

/** The file's name, with the folder where two are alike. */
export function datasetName(inputs: readonly string[], dataset: number): string {
  const input = inputs[dataset] ?? '';
  const names = inputs.map((each) => basename(each));
  return names.indexOf(names[dataset] ?? '') === names.lastIndexOf(names[dataset] ?? '')
    ? (names[dataset] ?? '')
    : input;
}
