import { blocksInThreads } from '../checks/blocks-in-threads.js';
import { countCheckers } from '../checks/check-dataset.js';
import { readBlocks } from '../checks/line-blocks.js';
import { packageVersion } from '../config/describe-run.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { datasetName, type ReportOptions } from './collect-report.js';
import type { Columns } from './columns.js';
import { createRecordCounts } from './count-records.js';
import { type ColumnsBuilder, createColumns } from './create-columns.js';
import type { DatasetSummary, PageData } from './page-data.js';
import { createBlockReader, type ReadBlock } from './read-rows.js';
import { createDistributions } from './tally-distributions.js';
import type { TextIndex } from './text-index.js';
import { toShownReference } from './to-shown-reference.js';
import { createUnreadable } from './unreadable.js';

export type ListingOptions = Pick<
  ReportOptions,
  'inputs' | 'references' | 'onProgress' | 'onUnreadable' | 'checksLaws' | 'computesFigures'
> & {
  /** Takes the text of each row. */
  readonly texts: TextIndex;
};

export type Listing = { readonly columns: Columns; readonly data: PageData };

/**
 * Reads what lists, filters and search need of datasets, in threads where they are large: a page that can be browsed, to
 * which laws, figures, clusters and the graph come later. Throws as `collectReport`.
 */
export async function readListing(options: ListingOptions): Promise<Listing> {
  const builder = createColumns();
  const datasets: DatasetSummary[] = [];
  for (const [dataset, input] of options.inputs.entries())
    datasets.push(await listDataset(input, dataset, builder, options));
  return {
    columns: builder.columns(),
    data: {
      version: packageVersion(),
      datasets: datasets.map((summary, dataset) => ({
        ...summary,
        name: datasetName(options.inputs, dataset),
      })),
      references: options.references.figures.map(toShownReference),
      mixTolerance: options.references.mix_tolerance,
      usage: { nodes: [], edges: [], left: 0 },
      names: builder.names(),
      served: true,
      pending: true,
    },
  };
}

async function listDataset(
  input: string,
  dataset: number,
  builder: ColumnsBuilder,
  options: ListingOptions,
): Promise<DatasetSummary> {
  const [records, unreadable, distributions] = [
    createRecordCounts(),
    createUnreadable(),
    createDistributions(),
  ];
  for await (const { rows, texts } of blocksOf(input)) {
    let at = 0;
    for (const row of rows) {
      if (row.problem !== undefined) {
        unreadable.note(row.line, row.problem);
        options.onUnreadable?.(input, row.line, row.problem);
        continue;
      }
      const { line, facets, textBytes } = row;
      builder.add(facets, { dataset, line, violations: [] });
      // Bytes of its own: those of a block would wait for the last of its rows.
      options.texts.add(texts.slice(at, at + textBytes));
      at += textBytes;
      records.add(facets);
      if (!facets.isTwin) distributions.add(facets);
      await options.onProgress(records.counts().total, input);
    }
  }
  const { total } = records.counts();
  if (total === 0) throw new EmptyDatasetError(input);
  return {
    name: input,
    ...{ records: records.counts(), shown: total, unreadable: unreadable.summary() },
    ...{ laws: null, figures: null, language: null, otherLanguages: {}, mix: [], coverage: null },
    distributions: distributions.distributions(),
    neverCalled: { names: [], count: 0, offered: 0 },
    clusters: { count: 0, turns: 0, note: '', largest: [] },
  };
}

async function* blocksOf(input: string): AsyncIterable<ReadBlock> {
  const threads = countCheckers('auto', input);
  if (threads > 1) {
    yield* blocksInThreads<ReadBlock>(input, threads, new URL('./rows-thread.js', import.meta.url));
    return;
  }
  const read = createBlockReader();
  for await (const block of readBlocks(input)) yield read(block);
}
