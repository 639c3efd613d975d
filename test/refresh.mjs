// npm run refresh: makes every golden file and every sample in the docs anew, from the built program.
// npm run refresh -- --check: changes nothing, names what is stale, and ends with 1 when anything is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { build, install, root } from './prepare.mjs';

const check = process.argv.includes('--check');
if (!install() || !build()) process.exit(1);

// Everything runs in an empty folder with the default paths, so that outputs read as a newcomer's.
const directory = mkdtempSync(join(tmpdir(), 'datagen-refresh-'));
const stale = [];
try {
  for (const [path, content] of [...goldenFiles(), ...documents()]) settle(path, content);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
if (check && stale.length > 0) {
  console.error(
    `Stale, run \`npm run refresh\` and look at the change:\n${stale.map((path) => `  ${path}`).join('\n')}`,
  );
  process.exit(1);
}
console.log(stale.length === 0 ? 'Nothing was stale.' : `Refreshed: ${stale.join(', ')}`);

function* goldenFiles() {
  datagen('build');
  datagen('generate', '--n', '5', '--output', 'sample.jsonl');
  yield ['output/sample.jsonl', read('sample.jsonl')];
  yield ['test/golden/inspect.txt', datagen('inspect', '--verbose', '--input', 'sample.jsonl')];

  const hashes = {};
  for (const mode of ['mixed', 'sequential', 'multi_tool', 'clarification_first', 'parallel', 'short']) {
    datagen('generate', '--n', '25', '--seed', '7', '--mode', mode, '--output', `${mode}.jsonl`);
    hashes[`bundled catalog, --mode ${mode} --n 25 --seed 7`] = sha256(read(`${mode}.jsonl`));
  }
  yield ['test/golden/dataset-hashes.json', `${JSON.stringify(hashes, null, 2)}\n`];

  yield* situations();

  datagen('build', '--data', join(root, 'test', 'fixtures', 'messy-catalog'), '--artifacts', 'messy');
  yield ['test/golden/messy-catalog-manifest.json', read('messy/build_manifest.json')];
}

/** For each situation the plainest of a hundred conversations that show it: the record, and the same to read. */
function* situations() {
  datagen('generate', '--n', '100', '--output', 'hundred.jsonl');
  const records = read('hundred.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => ({ line, names: JSON.parse(line).phenomena.map(({ name }) => name) }));
  for (const name of [...new Set(records.flatMap(({ names }) => names))].sort()) {
    const [plainest] = records
      .filter(({ names }) => names.includes(name))
      .sort((one, other) => one.names.length - other.names.length || one.line.length - other.line.length);
    writeFileSync(join(directory, 'situation.jsonl'), `${plainest.line}\n`);
    yield [`examples/situations/${name}.jsonl`, `${plainest.line}\n`];
    yield [`examples/situations/${name}.txt`, datagen('inspect', '--input', 'situation.jsonl')];
  }
}

/** Markdown with samples between `<!-- sample:NAME -->` and `<!-- /sample -->`. */
function* documents() {
  for (const path of markdownFiles(root)) {
    const text = readFileSync(path, 'utf8');
    const marker = /(<!-- sample:([\w-]+) -->\n)[\s\S]*?(<!-- \/sample -->)/g;
    yield [
      relative(root, path),
      text.replace(marker, (_, open, name, close) => `${open}${sample(name)}${close}`),
    ];
  }
}

function sample(name) {
  if (name === 'record') return fence('json', `${layOut(shortestRecord())}\n`);
  const commands = {
    help: [['--help']],
    build: [['build']],
    generate: [['generate', '--n', '50', '--seed', '42']],
    demo: [['generate', '--n', '50', '--seed', '42', '--evaluate'], ['validate'], ['metrics']],
    evaluate: [['generate', '--n', '50', '--seed', '42'], ['evaluate']],
    validate: [['generate', '--n', '50', '--seed', '42'], ['validate']],
    metrics: [['generate', '--n', '50', '--seed', '42'], ['metrics']],
    inspect: [
      ['generate', '--n', '1', '--seed', '42'],
      ['inspect', '--verbose'],
    ],
    link: [['inspect', '--link', 'staywell_hotels::search_hotels', 'staywell_hotels::book_hotel']],
  };
  const steps = Object.hasOwn(commands, name) ? commands[name] : null;
  if (steps === null)
    throw new Error(`No sample is named '${name}'. Known: record, ${Object.keys(commands).join(', ')}.`);
  const shown = steps.map((step) => `$ datagen ${step.join(' ')}\n${shorten(name, step, datagen(...step))}`);
  return fence('text', name === 'demo' ? shown.join('\n') : shown[shown.length - 1]);
}

/** The demo shows the table of figures; what follows it has a sample of its own. */
function shorten(name, [command], text) {
  if (name !== 'demo' || command !== 'metrics') return text;
  const end = text.indexOf('┘');
  return end === -1 ? text : `${text.slice(0, end + 1)}\n…\n`;
}

/** The shortest of the samples that shows two calls or more: a reader should see a whole one. */
function shortestRecord() {
  const lines = read('sample.jsonl').trimEnd().split('\n');
  const records = lines
    .map((line) => JSON.parse(line))
    .sort((left, right) => lengthOf(left) - lengthOf(right));
  return records.find((record) => record.tool_calls.length >= 2) ?? records[0];
}

function lengthOf(value) {
  return JSON.stringify(value).length;
}

/** JSON with a line for each member of each part of a record: as many as a reader scrolls through. */
function layOut(value, indent = '') {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length <= 150 || indent.length >= 4) return flat;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((member) => layOut(member, inner))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${layOut(member, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${members.join(`,\n${inner}`)}\n${indent}${close}`;
}

function fence(language, text) {
  return `\`\`\`${language}\n${text}\`\`\`\n`;
}

function markdownFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || ['node_modules', 'dist', 'artifacts', 'output'].includes(entry.name))
      return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

function datagen(...parameters) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), ...parameters],
    {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: process.env.PATH ?? '', NO_COLOR: '1' },
    },
  );
  if (status !== 0) throw new Error(`datagen ${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function read(path) {
  return readFileSync(join(directory, path), 'utf8');
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

function settle(path, content) {
  const target = join(root, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
