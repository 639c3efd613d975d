import type { RunConfig } from '../../config/run-config.js';
import { readDataset } from '../../dataset/read-dataset.js';
import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { readArtifacts } from '../../graph/read-artifacts.js';
import { computeMetrics } from '../../metrics/compute-metrics.js';
import type { Metrics } from '../../metrics/metrics.js';
import { parseReferences } from '../../metrics/read-references.js';
import { type NamedMetrics, renderComparison } from '../../metrics/render-comparison.js';
import { renderMetrics } from '../../metrics/render-metrics.js';
import { renderGraphCoverage } from '../../report/render-graph-coverage.js';
import { type CoverageMeter, createCoverageMeter } from '../../steering/coverage-meter.js';
import { createRunSampler } from '../../steering/create-run-sampler.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines, type UnreadableLines } from '../unreadable-lines.js';

/** Prints the figures of a dataset beside what they are held to. */
export const runMetrics: Command = async (config, switches, io) => {
  const { input, artifacts, compare } = config.metrics;
  if (compare !== null) return runComparison(config, switches, io);
  const { json } = switches;
  const meter = artifacts === null ? null : await meterOf(artifacts, config);
  const lines = createUnreadableLines(io);
  const metrics = await measure(input, config, meter, lines, io);
  const covered = meter?.measure();
  if (json) io.printJson(covered === undefined ? metrics : { ...metrics, graph_coverage: covered });
  else {
    io.print(renderMetrics(metrics, parseReferences(config.components.metrics)));
    if (covered !== undefined) io.print(`${renderGraphCoverage(covered)}\n`);
  }
  return lines.end(exitCodes.ok);
};

/** Prints the figures of two datasets side by side. */
const runComparison: Command = async (config, { json }, io) => {
  const { metrics: settings, components } = config;
  const lines = createUnreadableLines(io);
  const measured: NamedMetrics[] = [];
  for (const path of settings.compare ?? [])
    measured.push({ name: path, metrics: await measure(path, config, null, lines, io) });
  const [one, other] = measured;
  if (one === undefined || other === undefined) throw new UsageError('--compare needs two datasets.', '');
  if (json) io.printJson({ compare: measured.map(({ name, metrics }) => ({ input: name, ...metrics })) });
  else io.print(renderComparison(one, other, parseReferences(components.metrics)));
  return lines.end(exitCodes.ok);
};

/** The figures of a file; lines without a record, or without messages that could be read, are told and counted in them. */
async function measure(
  path: string,
  { plan }: RunConfig,
  meter: CoverageMeter | null,
  lines: UnreadableLines,
  io: CommandIo,
): Promise<Metrics> {
  let [records, at, reason] = [0, 0, ''];
  async function* read(): AsyncIterable<unknown> {
    for await (const { line, record, error } of readDataset(path)) {
      if (line % 100 === 0) {
        io.advance(line);
        await letEventsIn();
      }
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
      at = line;
      reason = error?.detail ?? 'its messages cannot be read';
      if (error === undefined) {
        records += 1;
        meter?.add(record);
      }
      yield record ?? null;
    }
  }
  const metrics = await computeMetrics(read(), {
    mixTargets: plan.shares,
    onSkipped: () => lines.tell(path, at, reason),
  });
  if (records === 0) throw new EmptyDatasetError(path);
  return metrics;
}

/** Measures against a built graph; one that is not there is not built for the sake of a figure. */
async function meterOf(artifacts: string, config: RunConfig): Promise<CoverageMeter> {
  const catalog = await readArtifacts(artifacts);
  return createCoverageMeter(catalog, createRunSampler(catalog, config));
}
