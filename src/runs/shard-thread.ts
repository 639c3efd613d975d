import { workerData } from 'piscina';
import type { RunConfig } from '../config/run-config.js';
import { DatagenError } from '../errors/datagen-error.js';
import { createRowRealiser } from '../generation/realise-rows.js';
import { checkRecordModels, readPolicy } from '../language-models/policy.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { ShardOutcome, ShardTask } from './engine.js';
import { loadWhole } from './load-whole.js';
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

/** What kept a shard from being made, in words for people: errors lose their class on the way out of a thread. */
export type ShardProblem = { readonly problem: string };

const { root, config, catalog, verbose } = workerData as ShardThreadData;
const { whole } = await loadWhole(config);
const shared = openSharedCatalog(catalog, whole);
const policy = readPolicy(config.generate.policy);
const realise = createRowRealiser(shared, config, null);

const work = {
  ...{ realise, verbose, paths: runPaths(root), endpointNamed: shared.endpointNamed },
  check: (record: DatasetRecord) => checkRecordModels(record, policy),
};

export default async function runShardInThread(task: ShardTask): Promise<ShardOutcome | ShardProblem> {
  try {
    return await runShard(task, work);
  } catch (error) {
    if (error instanceof DatagenError) return { problem: error.message };
    throw error;
  }
}
