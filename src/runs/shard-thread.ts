import { workerData } from 'piscina';
import type { RunConfig } from '../config/run-config.js';
import { DatagenError } from '../errors/datagen-error.js';
import { loadWords } from '../generation/create-realisation.js';
import { createRowRealiser } from '../generation/realise-rows.js';
import { checkRecordModels, readPolicy } from '../language-models/policy.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { ShardOutcome, ShardTask } from './engine.js';
import { loadWhole } from './load-whole.js';
import { runPaths } from './run-paths.js';
import { runShard } from './run-shard.js';
import { openSharedCatalog, type SharedCatalog } from './shared-catalog.js';

/** What a thread is started with, before there is a catalog. */
export type ShardThreadData = { readonly config: RunConfig; readonly verbose: boolean };

/** A shard, where it is to be put, and the catalog that its rows name; of one run it is always the same. */
export type ThreadTask = ShardTask & { readonly root: string; readonly catalog: SharedCatalog };

/** What kept a shard from being made, in words for people: errors lose their class on the way out of a thread. */
export type ShardProblem = { readonly problem: string };

const { config, verbose } = workerData as ShardThreadData;
// What goes wrong here is told of where the first shard is asked for.
const prepared = prepare();
prepared.catch(() => undefined);
let opened: ReturnType<typeof open> | undefined;

async function prepare() {
  return { policy: readPolicy(config.generate.policy), words: loadWords(config) };
}

async function open(root: string, catalog: SharedCatalog) {
  const { policy, words } = await prepared;
  const { whole } = await loadWhole(config);
  const { endpointNamed, ...shared } = openSharedCatalog(catalog, whole);
  const realise = createRowRealiser(shared, config, null, words);
  return {
    ...{ realise, verbose, paths: runPaths(root), endpointNamed },
    check: (record: DatasetRecord) => checkRecordModels(record, policy),
  };
}

export default async function runShardInThread({
  root,
  catalog,
  ...task
}: ThreadTask): Promise<ShardOutcome | ShardProblem> {
  try {
    opened ??= open(root, catalog);
    return await runShard(task, await opened);
  } catch (error) {
    if (error instanceof DatagenError) return { problem: error.message };
    throw error;
  }
}
