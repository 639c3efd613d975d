import { readRecords } from '../../dataset/read-dataset.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { computeMetrics } from '../../metrics/compute-metrics.js';
import { readReferences } from '../../metrics/read-references.js';
import { renderMetrics } from '../../metrics/render-metrics.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import type { Command } from '../run-command-line.js';

/** Prints the figures of a dataset beside what they are held to. */
export const runMetrics: Command = async ({ metrics: { input }, plan }, { json }, io) => {
  const metrics = await computeMetrics(untilInterrupted(readRecords(input), io.signal), {
    mixTargets: plan.shares,
  });
  if (json) io.printJson(metrics);
  else io.print(renderMetrics(metrics, readReferences()));
  return exitCodes.ok;
};

async function* untilInterrupted(
  records: AsyncIterable<unknown>,
  signal: AbortSignal,
): AsyncIterable<unknown> {
  for await (const record of records) {
    if (signal.aborted) throw new InterruptedError('Nothing was written.');
    yield record;
    await letEventsIn();
  }
}
