import { workerData } from 'piscina';
import type { RunConfig } from '../config/run-config.js';
import { DatagenError } from '../errors/datagen-error.js';
import { createRowRealiser } from '../generation/realise-rows.js';
import { checkRecordModels, readPolicy } from '../language-models/policy.js';
import type { PlanRow } from '../types/plan-row.js';
import { describeRow } from './describe-row.js';
import type { ShardOutcome } from './engine.js';
import { loadWhole } from './load-whole.js';
import type { RowRange } from './run-layout.js';
import { runPaths } from './run-paths.js';
import { runShard } from './run-shard.js';
import { openSharedCatalog, type SharedCatalog } from './shared-catalog.js';

/** What a thread is started with. */
export type ShardThreadData = {
  readonly root: string;
  readonly config: RunConfig;
  readonly catalog: SharedCatalog;
  readonly verbose: boolean;
};

/** Rows cross as JSON, which is cheaper than cloning their objects. */
export type RunShardInThread = (
  task: RowRange & { readonly rows: string },
) => Promise<ShardOutcome | ShardProblem>;

/** What kept a shard from being made, in words for people: errors lose their class on the way out of a thread. */
export type ShardProblem = { readonly problem: string };

const { root, config, catalog, verbose } = workerData as ShardThreadData;
const { whole } = await loadWhole(config);
const shared = openSharedCatalog(catalog, whole);
const policy = readPolicy(config.generate.policy);
const realise = createRowRealiser(shared, config, null);

const runShardInThread: RunShardInThread = async (task) => {
  try {
    return await makeShard(task);
  } catch (error) {
    if (error instanceof DatagenError) return { problem: error.message };
    throw error;
  }
};

async function makeShard({ first, last, rows }: Parameters<RunShardInThread>[0]): Promise<ShardOutcome> {
  const lines: string[] = [];
  const result = await runShard(
    { first, last, rows: JSON.parse(rows) as PlanRow[] },
    {
      ...{ realise, paths: runPaths(root), endpointNamed: shared.endpointNamed },
      check: (record) => checkRecordModels(record, policy),
      onRow: (row) => {
        if (verbose) lines.push(...describeRow(row));
      },
    },
  );
  return { ...result, lines };
}

export default runShardInThread;
