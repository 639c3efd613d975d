// npm run bench -- FOLDER [endpoints …]: how build, load and sampling grow with a catalog, on the built program.
// FOLDER is a catalog with one tool a file (all of ToolBench: 43,403 endpoints). Subsets take every k-th file, so that they
// hold all categories. Each size runs in processes of its own, one after the other; pin them with `taskset -c 0,1`.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { build, install, root } from '../test/prepare.mjs';

const [folder, ...sizes] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name a folder of tools: npm run bench -- FOLDER [endpoints …]');
  process.exit(1);
}
if (!install() || !build()) process.exit(1);

const wanted = sizes.length > 0 ? sizes.map(Number) : [1_000, 4_000, 10_000, Number.POSITIVE_INFINITY];
const repeats = Number(process.env.BENCH_REPEATS ?? 3);
const chains = Number(process.env.BENCH_CHAINS ?? 40_000);
const directory = mkdtempSync(join(tmpdir(), 'datagen-bench-'));

try {
  const files = listFiles(resolve(folder)).map((path) => ({ path, endpoints: countEndpoints(path) }));
  const all = files.reduce((sum, file) => sum + file.endpoints, 0);
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[0].toFixed(1)}`,
  );
  console.log(
    `Best of ${repeats} by user time. Whole processes for build, in the process for load and chains.\n`,
  );
  console.log(row('endpoints', 'build s', 'user+sys', 'MB peak', 'artifacts', 'load s', 'chains/s', 'edges'));
  const measured = wanted.map((size) => measure(files, Math.min(size, all), all));
  compare(measured);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function measure(files, size, all) {
  const catalog = size === all ? resolve(folder) : subset(files, size, all);
  const artifacts = join(directory, 'artifacts');
  const figures = best(() => {
    rmSync(artifacts, { recursive: true, force: true });
    return run('build', catalog, artifacts);
  });
  const sampling = best(() => run('sample', artifacts, String(chains)));
  const bytes = readdirSync(artifacts).reduce((sum, file) => sum + statSync(join(artifacts, file)).size, 0);
  const result = { ...figures, endpoints: sampling.endpoints };
  console.log(
    row(
      sampling.endpoints,
      figures.seconds.toFixed(1),
      figures.user.toFixed(1),
      Math.round(figures.megabytes),
      `${(bytes / 1e6).toFixed(0)} MB`,
      sampling.loadSeconds.toFixed(2),
      Math.round(sampling.chainsPerSecond),
      sampling.edges,
    ),
  );
  return result;
}

/** What n·log n says of the largest catalog, told from the second smallest. */
function compare(measured) {
  const from = measured.find(({ endpoints }) => endpoints > 3_000);
  const to = measured.at(-1);
  if (from === undefined || to === undefined || from === to) return;
  const growth = (to.endpoints * Math.log(to.endpoints)) / (from.endpoints * Math.log(from.endpoints));
  console.log(
    `\n${to.endpoints} endpoints against n·log n from ${from.endpoints}: time × ${(to.user / from.user / growth).toFixed(2)}, memory × ${(to.megabytes / from.megabytes / growth).toFixed(2)}`,
  );
}

function subset(files, size, all) {
  const target = mkdtempSync(join(directory, 'catalog-'));
  let seen = 0;
  let taken = 0;
  for (const { path, endpoints } of files) {
    seen += endpoints;
    if (taken >= (seen * size) / all) continue;
    taken += endpoints;
    const copy = join(target, relative(resolve(folder), path));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(path, copy);
  }
  return target;
}

function best(once) {
  const runs = Array.from({ length: repeats }, once);
  return runs.reduce((left, right) => (right.user < left.user ? right : left));
}

function run(task, ...parameters) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'bench', 'measure-large.mjs'), task, ...parameters],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout);
}

function listFiles(at) {
  return readdirSync(at, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return listFiles(path);
      return entry.name.endsWith('.json') ? [path] : [];
    });
}

function countEndpoints(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).api_list?.length ?? 0;
  } catch {
    return 0;
  }
}

function row(...cells) {
  return cells.map((cell) => String(cell).padStart(10)).join(' ');
}
