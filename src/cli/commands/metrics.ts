import type { RunConfig } from '../../config/run-config.js';
import { readRecords } from '../../dataset/read-dataset.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { readArtifacts } from '../../graph/read-artifacts.js';
import { computeMetrics } from '../../metrics/compute-metrics.js';
import { parseReferences } from '../../metrics/read-references.js';
import { type NamedMetrics, renderComparison } from '../../metrics/render-comparison.js';
import { renderMetrics } from '../../metrics/render-metrics.js';
import { renderGraphCoverage } from '../../report/render-graph-coverage.js';
import { type CoverageMeter, createCoverageMeter } from '../../steering/coverage-meter.js';
import { createRunSampler } from '../../steering/create-run-sampler.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import type { Command } from '../run-command-line.js';

/** Prints the figures of a dataset beside what they are held to. */
export const runMetrics: Command = async (config, switches, io) => {
  const { input, artifacts, compare } = config.metrics;
  if (compare !== null) return runComparison(config, switches, io);
  const { json } = switches;
  const meter = artifacts === null ? null : await meterOf(artifacts, config);
  const metrics = await computeMetrics(metered(untilInterrupted(readRecords(input), io.signal), meter), {
    mixTargets: config.plan.shares,
  });
  const covered = meter?.measure();
  if (json) io.printJson(covered === undefined ? metrics : { ...metrics, graph_coverage: covered });
  else {
    io.print(renderMetrics(metrics, parseReferences(config.components.metrics)));
    if (covered !== undefined) io.print(`${renderGraphCoverage(covered)}\n`);
  }
  return exitCodes.ok;
};

/** Prints the figures of two datasets side by side. */
const runComparison: Command = async ({ metrics: { compare }, plan, components }, { json }, io) => {
  const measured: NamedMetrics[] = [];
  for (const path of compare ?? []) {
    const records = untilInterrupted(readRecords(path), io.signal);
    measured.push({ name: path, metrics: await computeMetrics(records, { mixTargets: plan.shares }) });
  }
  const [one, other] = measured;
  if (one === undefined || other === undefined) throw new UsageError('--compare needs two datasets.', '');
  if (json) io.printJson({ compare: measured.map(({ name, metrics }) => ({ input: name, ...metrics })) });
  else io.print(renderComparison(one, other, parseReferences(components.metrics)));
  return exitCodes.ok;
};

/** Measures against a built graph; one that is not there is not built for the sake of a figure. */
async function meterOf(artifacts: string, config: RunConfig): Promise<CoverageMeter> {
  const catalog = await readArtifacts(artifacts);
  return createCoverageMeter(catalog, createRunSampler(catalog, config));
}

async function* metered(
  records: AsyncIterable<unknown>,
  meter: CoverageMeter | null,
): AsyncIterable<unknown> {
  for await (const record of records) {
    meter?.add(record);
    yield record;
  }
}

async function* untilInterrupted(
  records: AsyncIterable<unknown>,
  signal: AbortSignal,
): AsyncIterable<unknown> {
  let count = 0;
  for await (const record of records) {
    count += 1;
    if (count % 100 === 0) await letEventsIn();
    if (signal.aborted) throw new InterruptedError('Nothing was written.');
    yield record;
  }
}
