import type { RunConfig } from '../config/run-config.js';
import { readArtifacts } from '../graph/read-artifacts.js';
import { type CoverageMeter, createCoverageMeter } from '../steering/coverage-meter.js';
import { createRunSampler } from '../steering/create-run-sampler.js';

/** Where a built graph lies, and how chains are sampled from it: plain data, which a thread can be given. */
export type GraphSource = { readonly artifacts: string; readonly config: RunConfig };

/** Measures what a dataset covers of the graph. Throws as `readArtifacts`. */
export async function createGraphMeter({ artifacts, config }: GraphSource): Promise<CoverageMeter> {
  const catalog = await readArtifacts(artifacts);
  return createCoverageMeter(catalog, createRunSampler(catalog, config));
}
