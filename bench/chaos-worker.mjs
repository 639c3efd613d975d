// One share of a file for chaos-records.mjs: every line whose number leaves `index` when divided by `count`.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parentPort, workerData } from 'node:worker_threads';

const { file, index, count, perRecord, seed, chaos, root } = workerData;
const { createChaos } = await import(chaos);
const { validateRecord } = await import(join(root, 'dist', 'index.js'));

const run = createChaos(validateRecord, { perRecord, seed });
let [line, records, broken] = [-1, 0, 0];
for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
  line += 1;
  if (line % count !== index || text.trim() === '') continue;
  const record = JSON.parse(text);
  records += 1;
  if (validateRecord(record).length > 0) broken += 1;
  else run.add(record, line);
}
parentPort.postMessage({ results: run.results, records, broken });
