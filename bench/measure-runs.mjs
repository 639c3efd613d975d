// One measurement of bench/runs.mjs in a process of its own, as JSON: `compute ARTIFACTS ROWS`, `stringify FILE THREADS` or
// `start ARTIFACTS THREADS`.

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { root } from '../test/prepare.mjs';
import { median } from './processes.mjs';

const load = (path) => import(join(root, 'dist', ...path.split('/')));
/** Slices of a measurement, of which the median counts. */
const slices = 5;
/** Milliseconds after which a slice ends with the block that it is in. */
const sliceMs = 10_000;
const stringifyMs = 1_000;
/** Records that are written again and again. */
const sampled = 2_000;

if (isMainThread) {
  const [task, ...parameters] = process.argv.slice(2);
  const figures = await { compute, stringify, start }[task](...parameters);
  console.log(JSON.stringify(figures));
  process.exit();
} else await stringifyInThread(workerData.file);

/** Planning alone, and records of rows that were planned before, with no output: a second, in one thread, once warm. */
async function compute(artifacts, rows) {
  const { planRows } = await load('generation/plan-rows.js');
  const { toPlanContext } = await load('generation/plan-context.js');
  const { createRowRealiser } = await load('generation/realise-rows.js');
  const { openSharedCatalog, shareCatalog } = await load('runs/shared-catalog.js');
  const { serializeRecord } = await load('dataset/serialize-record.js');
  const { config, catalog, sampler } = await open(artifacts);
  const { blockSize } = config.plan;
  const each = Math.ceil(Number(rows) / blockSize) * blockSize;

  const plan = toPlanContext(catalog, sampler, config, { modelBacked: false, environment: {} });
  const blocks = [];
  const planned = [];
  let block = [];
  let begun = performance.now();
  for await (const row of planRows(plan, each * (slices + 1), { planned: 0, exhausted: null })) {
    block.push(row);
    if (block.length < blockSize) continue;
    // As rows reach a thread.
    blocks.push(block);
    block = [];
    if ((blocks.length * blockSize) % each !== 0) continue;
    planned.push((each * 1000) / (performance.now() - begun));
    begun = performance.now();
  }

  const shared = openSharedCatalog(shareCatalog(catalog.registry));
  const realise = createRowRealiser(shared, config, null);
  let [records, units] = [0, 0];
  const slice = async () => {
    const [before, from] = [records, performance.now()];
    for (let rowsLeft = each; rowsLeft > 0 && blocks.length > 0; rowsLeft -= blockSize) {
      for await (const { events } of realise(fromArray(blocks.shift())))
        for (const event of events)
          if (event.type === 'record-ready') {
            records += 1;
            units += serializeRecord(event.record).length;
          }
      if (performance.now() - from > sliceMs) break;
    }
    return ((records - before) * 1000) / (performance.now() - from);
  };
  await slice();
  const rates = [];
  while (rates.length < slices && blocks.length > 0) rates.push(await slice());
  return {
    planned: median(planned.slice(1)),
    computed: median(rates),
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    slices: rates.length,
    charactersEach: units / records,
  };
}

/** JSON.stringify alone of a dataset's records, in so many threads at once: records and megabytes a second. */
async function stringify(file, threads) {
  const workers = Array.from(
    { length: Number(threads) },
    () => new Worker(new URL(import.meta.url), { workerData: { file } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const rounds = [];
  for (let round = 0; round < slices; round += 1) {
    const answers = workers.map((worker) => once(worker, 'message'));
    for (const worker of workers) worker.postMessage('go');
    const told = (await Promise.all(answers)).map(([answer]) => answer);
    rounds.push({ records: sum(told, 'records'), megabytes: sum(told, 'megabytes') });
  }
  return {
    records: median(rounds.map(({ records }) => records)),
    megabytes: median(rounds.map(({ megabytes }) => megabytes)),
  };
}

async function stringifyInThread(file) {
  const records = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    records.push(JSON.parse(line));
    if (records.length === sampled) break;
  }
  const bytes = records.reduce((total, record) => total + Buffer.byteLength(JSON.stringify(record)), 0);
  parentPort.on('message', () => {
    const begun = performance.now();
    let [done, units] = [0, 0];
    while (performance.now() - begun < stringifyMs) {
      for (const record of records) units += JSON.stringify(record).length;
      done += records.length;
    }
    const rate = (done * 1000) / (performance.now() - begun);
    parentPort.postMessage({ records: rate, megabytes: (rate * bytes) / records.length / 1e6, units });
  });
  parentPort.postMessage('ready');
}

/** Milliseconds: reading a catalog while threads start, packing it for them, and how long after it was read they are ready. */
async function start(artifacts, threads) {
  const { shareCatalog } = await load('runs/shared-catalog.js');
  const config = await readConfig(artifacts);
  const count = Number(threads);
  const pool = new Piscina({
    filename: join(root, 'dist', 'runs', 'shard-thread.js'),
    workerData: { config, verbose: false },
    ...{ minThreads: count, maxThreads: count, idleTimeout: Number.POSITIVE_INFINITY },
  });
  // What each says once it has loaded all that it needs.
  const said = pool.threads.map(async (thread) => {
    await once(thread, 'message');
    return performance.now();
  });
  const begun = performance.now();
  const { catalog } = await open(artifacts);
  const loaded = performance.now();
  const ready = (await Promise.all(said)).map((at) => Math.max(0, at - loaded));
  const before = performance.now();
  shareCatalog(catalog.registry);
  const shareMs = performance.now() - before;
  await pool.destroy();
  return {
    loadMs: loaded - begun,
    shareMs,
    firstMs: Math.min(...ready),
    allMs: Math.max(...ready),
  };
}

async function open(artifacts) {
  const { loadArtifacts } = await load('load-artifacts.js');
  const { selectTools } = await load('plan/select-tools.js');
  const { createRunSampler } = await load('steering/create-run-sampler.js');
  const config = await readConfig(artifacts);
  const catalog = selectTools(await loadArtifacts(artifacts, config.components), config.generate);
  return { config, catalog, sampler: createRunSampler(catalog, config) };
}

async function readConfig(artifacts) {
  const { loadRunConfig } = await load('config/load-run-config.js');
  return loadRunConfig({ command: 'generate', flags: { artifacts, seed: '42' }, environment: {} });
}

async function* fromArray(rows) {
  yield* rows;
}

function sum(parts, key) {
  return parts.reduce((total, part) => total + part[key], 0);
}
