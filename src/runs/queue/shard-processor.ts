import { threadId, workerData } from 'node:worker_threads';
import type { SandboxedJob } from 'bullmq';
import type { RunConfig } from '../../config/run-config.js';
import type { ModelRunError } from '../../errors/model-run-error.js';
import { type ModelsOptions, openGenerationModels } from '../../generation/open-generation-models.js';
import { createRowRealiser } from '../../generation/realise-rows.js';
import { checkRecordModels, readPolicy } from '../../language-models/policy.js';
import { inspectShard } from '../inspect-shards.js';
import { loadWhole } from '../load-whole.js';
import { runPaths } from '../run-paths.js';
import { runShard } from '../run-shard.js';
import type { ShardReport } from '../shard-report.js';
import { openSharedCatalog, type SharedCatalog } from '../shared-catalog.js';
import { readPlanFile } from './plan-file.js';
import type { ShardJob, ShardJobResult } from './shard-job.js';

/** What each thread of a worker is started with. */
export type ShardProcessorData = {
  readonly root: string;
  readonly runId: string;
  readonly config: RunConfig;
  readonly catalog: SharedCatalog;
  /** Null where no model takes part. */
  readonly models: Omit<ModelsOptions, 'signal' | 'report' | 'ledgerPath'> | null;
  /** Its end is left to the thread, so that each has a ledger of its own. */
  readonly ledgerPrefix: string;
};

// A thread of its own: work that holds up the event loop would let the lock on its shard run out.
const { root, runId, config, catalog, models: wanted, ledgerPrefix } = workerData as ShardProcessorData;
const paths = runPaths(root);
const { whole } = await loadWhole(config);
const shared = openSharedCatalog(catalog, whole);
const policy = readPolicy(config.generate.policy);
const models =
  wanted === null
    ? null
    : await openGenerationModels({ ...wanted, ledgerPath: `${ledgerPrefix}-${threadId}.jsonl` });
const realise = createRowRealiser(shared, config, models);

/** Makes one shard, whoever else has made it or is at it. */
export default async function processShard({ data }: SandboxedJob<ShardJob>): Promise<ShardJobResult> {
  const { run_id: jobRun, plan_sha256: sha256, first, last } = data;
  if (jobRun !== runId) throw new Error(`The shard is of the run ${jobRun}, and this worker is of ${runId}`);
  const range = { first, last };
  const before = await inspectShard(paths, range);
  if (before.kind === 'committed') return toResult(before.report);
  const rows = await readPlanFile(paths, range, sha256);
  const { report, stopped } = await runShard(
    { ...range, rows },
    {
      ...{ realise, paths, endpointNamed: shared.endpointNamed },
      check: (record) => checkRecordModels(record, policy),
    },
  );
  if (report !== null) return toResult(report);
  // Nothing else leaves a shard unmade without an error.
  const { kind: reason, message } = stopped as ModelRunError;
  return { kind: 'stopped', reason, message };
}

function toResult({ sha256, bytes, counts }: ShardReport): ShardJobResult {
  return { kind: 'committed', sha256, bytes, records: counts.records };
}
