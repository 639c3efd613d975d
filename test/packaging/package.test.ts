import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { computeMetrics } from '../../src/metrics/compute-metrics.js';
import type { JsonObject, JsonValue } from '../../src/types/json.js';
import { runInProcess } from '../cli/run-in-process.js';
import { makeGeneratedRecords } from '../exchange/generated-records.js';
import { makeRecord } from '../support/make-record.js';
import { type FakeHub, startHub } from '../support/start-hub.js';

const sample = join(packageRoot, 'output', 'sample.jsonl');
const samples = readFileSync(sample, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): JsonObject => JSON.parse(line));

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'datagen-package-'));
}

function write(records: readonly (JsonValue | string)[], name = 'data.jsonl'): string {
  const path = join(newFolder(), name);
  const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Records of anyone's making, each with a chain and a tool of its own; `extra` by place. */
function plainRecords(count: number, extra: (place: number) => JsonObject = () => ({})): JsonObject[] {
  return Array.from({ length: count }, (_, place) =>
    makeRecord({
      id: `conv_1_${String(place).padStart(4, '0')}`,
      events: [
        { user: `What about order ${place}?` },
        {
          calls: [
            { name: `shop${place}::get order`, parameters: { id: place }, output: { id: place, total: 3 } },
          ],
        },
        { assistant: 'It comes to 3.' },
      ],
      tools: [{ name: `shop${place}::get order`, description: 'Gets it.', parameters: { type: 'object' } }],
      extra: extra(place),
    }),
  );
}

async function makePackage(input: string, ...flags: string[]): Promise<string> {
  const output = join(newFolder(), 'package');
  const run = await runInProcess(['package', '--quiet', '--input', input, '--output', output, ...flags]);
  expect(run.code, run.stderr).toBe(0);
  return output;
}

async function check(folder: string, ...flags: string[]) {
  return runInProcess(['package', '--check', folder, ...flags]);
}

async function table(folder: string, path: string) {
  const file = await asyncBufferFromFile(join(folder, path));
  const metadata = await parquetMetadataAsync(file);
  return { metadata, rows: await parquetReadObjects({ file, metadata }) };
}

function allFiles(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.\w+$/.test(path),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path)).toString('base64')]));
}

describe('datagen package', () => {
  it('writes messages and tools as JSON in Parquet, and the same as texts, whole and under portable names', async () => {
    const folder = await makePackage(sample, '--validation', '0', '--test', '0');
    const { metadata, rows } = await table(folder, 'default/train-00000-of-00001.parquet');
    for (const name of ['messages', 'tools'])
      expect(metadata.schema.find((element) => element.name === name)).toMatchObject({
        ...{ type: 'BYTE_ARRAY', converted_type: 'JSON', logical_type: { type: 'JSON' } },
      });
    expect(rows.map((row) => row.conversation_id)).toEqual(samples.map((record) => record.conversation_id));
    const strings = (await table(folder, 'strings/train-00000-of-00001.parquet')).rows;
    expect(strings.map((row) => JSON.parse(row.messages))).toEqual(rows.map((row) => row.messages));
    expect(strings.map((row) => JSON.parse(row.tools))).toEqual(rows.map((row) => row.tools));

    const names: { [name: string]: string } = JSON.parse(
      readFileSync(join(folder, 'tool_names.json'), 'utf8'),
    );
    for (const [place, row] of rows.entries()) {
      const record = samples[place] ?? {};
      const messages = row.messages as JsonObject[];
      const calls = messages.flatMap((message) => (message.tool_calls ?? []) as JsonObject[]);
      const functions = calls.map((call) => call.function as JsonObject);
      for (const { name } of functions) expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/);
      expect(
        functions.map(({ name, arguments: given }) => ({
          name: names[String(name)] ?? name,
          parameters: given,
        })),
      ).toEqual((record.tool_calls as JsonObject[]).map(({ name, parameters }) => ({ name, parameters })));
      expect(messages.map(({ role, content }) => [role, content])).toEqual(
        (record.messages as JsonObject[]).map(({ role, content }) => [role, content]),
      );
      const { num_tool_calls: calledTimes, num_turns: turns } = record.metadata as JsonObject;
      expect(row).toMatchObject({ num_tool_calls: calledTimes, num_turns: turns });
      expect(row.phenomena).toEqual((record.phenomena as JsonObject[]).map(({ name }) => name));
    }
    const proofs = (await table(folder, 'records/train-00000-of-00001.parquet')).rows;
    expect(proofs.map((row) => row.provenance)).toEqual(samples.map((record) => record.provenance));
  });

  it('makes the same bytes twice, in an empty folder and over an older package', async () => {
    const input = write(plainRecords(40));
    const one = await makePackage(input);
    const other = await makePackage(write(plainRecords(60)), '--shard-mb', '1');
    await runInProcess(['package', '--input', input, '--output', other]);
    expect([...allFiles(other)]).toEqual([...allFiles(one)]);
  });

  it('has in its card the figures of the file itself', async () => {
    const folder = await makePackage(sample);
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    const { figures, shapes } = await computeMetrics(samples);
    const calls = samples.flatMap((record) => record.tool_calls as JsonObject[]).length;
    expect(card).toContain(`${samples.length} conversations between`);
    expect(card).toContain(`: ${calls} calls of\n`);
    expect(card).toMatch(/^size_categories:\n {2}- n<1K$/m);
    expect(card).toContain(
      `| calls per conversation | ${Number((figures.calls_per_conversation?.value ?? 0).toFixed(3))} |`,
    );
    for (const [domain, count] of Object.entries(shapes.domains))
      expect(card).toContain(`| ${domain.replaceAll('_', '\\_')} | ${count} |`);
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('keeps what belongs together in one split, and given splits as they are', async () => {
    const folder = await makePackage(write(plainRecords(50)), '--by', 'tool', '--test', '0.2', '--seed', '3');
    const ids = async (split: string) =>
      (await table(folder, `default/${split}-00000-of-00001.parquet`)).rows.map((row) => row.conversation_id);
    expect((await ids('test')).length).toBe(10);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(
      'In several splits: 0 groups of variants, 0 first requests, 0 chains, 0 entities, 0 called tools.',
    );

    const splits = newFolder();
    const train = plainRecords(50).slice(0, 8);
    // Variants of what is in the other split, each under an id of its own.
    const test = plainRecords(50)
      .slice(4, 10)
      .map((record) => ({ ...record, conversation_id: `${record.conversation_id}~again` }));
    writeFileSync(join(splits, 'train.jsonl'), train.map((record) => `${JSON.stringify(record)}\n`).join(''));
    writeFileSync(join(splits, 'test.jsonl'), test.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const given = await makePackage(splits);
    const card = readFileSync(join(given, 'README.md'), 'utf8');
    expect(card).toMatch(/\| train \| 8 \|[^\n]*\n\| test \| 6 \|/);
    // What stands on both sides is said.
    expect(card).toContain(
      'In several splits: 4 groups of variants, 4 first requests, 4 chains, 4 entities, 4 called tools.',
    );
    expect(await check(given)).toMatchObject({ code: 0 });
  });

  it('shows a split that nothing could go to', async () => {
    const tied = plainRecords(6).map((record, place) => ({
      ...record,
      tool_calls: [{ name: 'one::get', parameters: { place } }],
    }));
    const folder = await makePackage(write(tied), '--by', 'tool');
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(card).toMatch(/\| test \| 0 \| 0 % \| 10 % \|/);
    expect(card).not.toContain('test-*.parquet');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('leaves out what is too long or no conversation, told and counted', async () => {
    const long = makeRecord({
      id: 'conv_1_0099',
      events: [{ user: 'word '.repeat(500) }, { assistant: 'No.' }],
    });
    const broken = { conversation_id: 'x', messages: [{ role: 'user', content: null }] };
    const orphan = {
      conversation_id: 'y',
      messages: [{ role: 'tool', content: '{}', name: 'a', tool_call_id: 'b' }],
    };
    const input = write([...plainRecords(5), long, '{', broken, orphan]);
    const output = join(newFolder(), 'package');
    const run = await runInProcess([
      'package',
      '--input',
      input,
      '--output',
      output,
      '--max-tokens',
      '300',
      '--json',
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      conversations: 5,
      left_out: { unreadable: 3, too_long: 1, bridges: 0 },
    });
    expect(run.stderr).toMatch(/:6 is left out: it has \d+ tokens, more than 300/);
    expect(run.stderr).toMatch(/:8 is left out: \/messages\/0\/content is no text/);
    expect(readFileSync(join(output, 'README.md'), 'utf8')).toContain(
      'Left out: 3 lines that hold no conversation, 1 conversations that are too long, 0 that tied splits together.',
    );
    expect(await check(output)).toMatchObject({ code: 0 });
  });

  it('packages imported conversations, and says that nothing is known of them', async () => {
    const records = plainRecords(6, () => ({
      provenance: { status: 'unknown' },
      metadata: { imported: { format: 'openai', entry: 1 } },
    }));
    const folder = await makePackage(write(records));
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(card).toContain('6 conversations were imported from the format openai');
    expect(card).not.toContain('machine-generated');
    expect(card).toContain('Of 6 imported conversations no source of any value is known.');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('has the pairs of twins, each in the split of its conversations, and the same prompt in no two splits', async () => {
    const records = (await makeGeneratedRecords()) as unknown as JsonObject[];
    const folder = await makePackage(write(records), '--test', '0.3');
    const variants = records.filter((record) => String(record.conversation_id).includes('~'));
    const homes = new Map<string, string>();
    let pairs = 0;
    for (const split of ['train', 'validation', 'test']) {
      const { rows } = await table(folder, `default/${split}-00000-of-00001.parquet`);
      for (const row of rows) homes.set(String(row.conversation_id), split);
    }
    for (const name of readdirSync(join(folder, 'preference'))) {
      const { rows, metadata } = await table(folder, `preference/${name}`);
      for (const row of rows) {
        expect(name.startsWith(`${homes.get(String(row.conversation_id))}-`)).toBe(true);
        expect(row.chosen).not.toEqual(row.rejected);
        expect([row.chosen, row.rejected].map((side) => side.length)).toEqual([1, 1]);
      }
      pairs += rows.length;
      const [prompt] = metadata.schema.filter((element) => element.name === 'prompt');
      expect(prompt?.logical_type).toEqual({ type: 'JSON' });
    }
    expect(pairs).toBeGreaterThan(variants.length / 2);
    expect(await check(folder)).toMatchObject({ code: 0 });
    await rm(join(folder, 'preference', readdirSync(join(folder, 'preference'))[0] ?? ''));
    expect((await check(folder)).stdout).toContain('cannot be read');
  });

  it('has pairs of scores where two runs of one seed are merged', async () => {
    const judge = (record: JsonObject, score: number): JsonObject => ({
      ...record,
      judge_scores: {
        ...{ tool_correctness: score, task_completion: score, naturalness: score, mean_score: score },
        ...{ reasoning: '', judge_model: 'x', passed: true, failed_gates: [] },
      },
      passed: true,
    });
    const reworded = (record: JsonObject): JsonObject => ({
      ...record,
      messages: (record.messages as JsonObject[]).map((message) =>
        message.role === 'assistant' && message.tool_calls === undefined
          ? { ...message, content: `Well. ${message.content}` }
          : message,
      ),
    });
    const better = samples.map((record) => judge(record, 5));
    const worse = samples.map((record) => ({
      ...reworded(judge(record, 4)),
      ...{ conversation_id: `${record.conversation_id}9` },
      metadata: { ...(record.metadata as JsonObject), conversation_id: `${record.conversation_id}9` },
    }));
    const folder = await makePackage(write([...better, ...worse]));
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(card).toMatch(/Pairs of a right and a wrong message \(configuration `preference`\): \d+ in train/);
    expect(card).toContain('0 first requests');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('shows hostile names as text and keeps them in the data', async () => {
    const name = '__proto__::<img src=x onerror=alert(1)>|`x`\n<!-- /datagen:tools -->';
    const records = plainRecords(4, (place) => ({
      metadata: { domain: `${name}${place}\u202e`, agents: { ['__proto__']: '<b>' } },
    }));
    const hostile = makeRecord({
      id: '../../etc/passwd',
      events: [
        { user: '<|endoftext|> \ud800 =cmd()' },
        { calls: [{ name, parameters: JSON.parse('{"__proto__":{"a":1},"big":1e400}'), output: {} }] },
        { assistant: 'Done.' },
      ],
      tools: [{ name, description: '', parameters: {} }],
    });
    const folder = await makePackage(write([...records, hostile]), '--title', 'a: "b"\n---\n<script>');
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(card.replace(/^---[\s\S]*?\n---\n/, '')).not.toMatch(/<img|<script>|<b>/);
    expect(card.split('<!-- /datagen:tools -->')).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual([
      'README.md',
      'datagen-package.json',
      'default',
      'records',
      'strings',
      'tool_names.json',
    ]);
    const run = await check(folder);
    expect(run.stdout).toContain('agree');
  });

  it('counts with a tokenizer.json, and counts again with the same one only', async () => {
    const tokenizer = join(newFolder(), 'tokenizer.json');
    writeFileSync(tokenizer, JSON.stringify(wordTokenizer));
    const folder = await makePackage(write(plainRecords(3)), '--tokenizer', tokenizer);
    const { rows } = await table(folder, 'default/train-00000-of-00001.parquet');
    expect(rows[0]?.num_tokens).toBeGreaterThan(20);
    expect(await check(folder, '--tokenizer', tokenizer)).toMatchObject({ code: 0, stderr: '' });
    expect((await check(folder)).stderr).toContain('were not counted again');
    writeFileSync(tokenizer, '{"model": 1}');
    const broken = await runInProcess(['package', '--input', sample, '--tokenizer', tokenizer]);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.stderr).toContain('is no tokenizer that can be read');
  });

  it('refuses a folder with tables that no package made', async () => {
    const folder = await makePackage(write(plainRecords(3)));
    await rm(join(folder, 'datagen-package.json'));
    const run = await runInProcess(['package', '--input', sample, '--output', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('taken for part of the package, and no package made them');
    expect(run.stderr).toContain('README.md, tool_names.json, default/');
  });

  it.each([
    'README.md',
    'tool_names.json',
    'generation.config.json',
    'datagen-package.json',
    'preference/train-00000-of-00001.parquet',
  ])('refuses a folder in which %s is of somebody else, and writes nothing', async (name) => {
    const folder = newFolder();
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '{"mine": true, "files": []}');
    writeFileSync(join(folder, 'notes.md'), 'mine');
    const input = write(plainRecords(3));
    writeFileSync(`${input}.config.json`, '{}');
    const before = [...allFiles(folder)];
    const run = await runInProcess(['package', '--input', input, '--output', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`: ${name} would be written over or taken for part`);
    expect([...allFiles(folder)]).toEqual(before);
  });

  it('takes nothing away that no package has, whatever a manifest lists', async () => {
    const input = write(plainRecords(3));
    const folder = await makePackage(input);
    writeFileSync(join(folder, 'notes.md'), 'mine');
    const hash = 'a'.repeat(64);
    edit(
      folder,
      'datagen-package.json',
      /"files": \[/,
      `"files": [{"path": "notes.md", "bytes": 4, "sha256": "${hash}"},`,
    );
    expect(await runInProcess(['package', '--input', input, '--output', folder])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('makes pairs of what it holds alone', async () => {
    const [base = {}, variant = {}, ...rest] = pairedRecords(3);
    const [first, ...others] = base.messages as JsonObject[];
    const long = { ...first, content: `${first?.content} ${'word '.repeat(500)}` };
    const input = write([{ ...base, messages: [long, ...others] } as JsonValue, variant, ...rest]);
    const flags = ['package', '--input', input, '--output', join(newFolder(), 'package')];
    const run = await runInProcess([...flags, '--max-tokens', '300']);
    expect(run.stdout).toContain('2 pairs of preferences, of twins');
    expect(run.stdout).toContain('no pair of 1 conversation: it is a variant and does not follow its base');
    expect(await check(String(flags[4]))).toMatchObject({ code: 0 });
  });

  it('keeps a configuration of the user where it brings none itself', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'generation.config.json'), '{"run": {"generate": {"n": 99}}}');
    const input = write(plainRecords(3));
    expect(await runInProcess(['package', '--input', input, '--output', folder])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'generation.config.json'), 'utf8')).toContain('99');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('refuses ids that stand there a second time, each with its place', async () => {
    const [input, output] = [write([...plainRecords(4), ...plainRecords(2)]), join(newFolder(), 'package')];
    const run = await runInProcess(['package', '--input', input, '--output', output]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`"conv_1_0000" in ${input}:5, "conv_1_0001" in ${input}:6.`);
    expect(() => readdirSync(output)).toThrow();
  });

  it('names the language where all conversations are variants, and leaves it to people where none is known', async () => {
    const variants = plainRecords(4, (place) => ({
      conversation_id: `conv_1_${place}~withheld`,
      metadata: { locale: place === 0 ? 'pt-BR' : 'en', twin_group: `conv_1_${place}` },
    }));
    const folder = await makePackage(write(variants));
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(/^language:\n {2}- en\n {2}- pt\n/m);
    expect(await check(folder)).toMatchObject({ code: 0 });
    edit(folder, 'README.md', /^ {2}- pt\n/m, '');
    expect((await check(folder)).stdout).toContain('(language) says ["en"]; the data say ["en","pt"]');

    const unknown = await makePackage(write(plainRecords(4, () => ({ metadata: {} }))));
    expect(readFileSync(join(unknown, 'README.md'), 'utf8')).not.toMatch(/^language:/m);
    edit(unknown, 'README.md', /^license:/m, 'language:\n  - sv\nlicense:');
    expect(await check(unknown)).toMatchObject({ code: 0 });
  });

  it('tells why no pair of preferences could be made, counted', async () => {
    const none = await runInProcess(['package', '--input', write(plainRecords(3)), '--output', newFolder()]);
    expect(none.stdout).toContain('no pairs of preferences: no conversation is a variant, none has scores');
    const twins = plainRecords(2).flatMap((record) => {
      const group = { twin_group: String(record.conversation_id) };
      const variant = {
        ...record,
        ...{ conversation_id: `${record.conversation_id}~same` },
        metadata: { ...group, twin_difference: { kind: 'same' } },
      };
      return [{ ...record, metadata: group }, variant];
    });
    const lost = { ...twins[1], conversation_id: 'conv_9~lost', metadata: { twin_group: 'conv_9' } };
    const flags = ['package', '--input', write([...twins, lost] as JsonValue[])];
    const run = await runInProcess([...flags, '--output', newFolder()]);
    expect(run.stdout).toContain('0 pairs of preferences, of twins');
    expect(run.stdout).toContain('no pair of 2 conversations: the assistant says and calls the same in both');
    expect(run.stdout).toContain('no pair of 1 conversation: it is a variant and does not follow its base');
    expect(run.stderr).toContain('conv_1_0001~same makes no pair of preferences: the assistant says');
    const counted = await runInProcess([...flags, '--output', newFolder(), '--json', '--quiet']);
    expect(JSON.parse(counted.stdout).pairs).toMatchObject({ source: 'twins', made: 0 });
  });
});

it('goes over what an interrupted packaging left, which is no package', async () => {
  const input = write(plainRecords(5));
  const folder = await makePackage(input);
  const paths = [...allFiles(folder).keys()].filter((path) => path.endsWith('.parquet'));
  writeFileSync(
    join(folder, 'datagen-package.json'),
    JSON.stringify({ incomplete: true, files: [...paths, '../../outside.jsonl'].map((path) => ({ path })) }),
  );
  const run = await check(folder);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('it is no manifest of a package');
  await runInProcess(['package', '--input', input, '--output', folder]);
  expect(await check(folder)).toMatchObject({ code: 0 });
});

/** Words and marks, each a token. */
const wordTokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, user: 1 }, unk_token: '[UNK]' },
};

describe('datagen package --check', () => {
  const edits: [string, (folder: string) => Promise<void> | void, RegExp][] = [
    [
      'a number of the summary',
      (folder) => edit(folder, 'README.md', /^(\d+)( conversations between)/m, '99$2'),
      /README\.md:\d+ \(summary\) says 99; the data say 12/,
    ],
    [
      'a number of a table',
      (folder) => edit(folder, 'README.md', /^(\| train \| )(\d+)/m, '$199'),
      /\(splits\) says 199|\(splits\) says 99/,
    ],
    [
      'a figure',
      (folder) => edit(folder, 'README.md', /(calls per conversation \| )1 /, '$14 '),
      /\(figures\) says 4|\(figures\) says 14/,
    ],
    [
      'a row that is gone',
      (folder) => edit(folder, 'README.md', /^\| validation \|.*\n/m, ''),
      /says nothing; the data say \| validation/,
    ],
    [
      'a block that is gone',
      (folder) => edit(folder, 'README.md', /<!-- datagen:tokens -->/, ''),
      /\(tokens\) says nothing/,
    ],
    [
      'a size in the front matter',
      (folder) => edit(folder, 'README.md', /n<1K/, '1K<n<10K'),
      /size_categories\) says \["1K<n<10K"\]/,
    ],
    [
      'counts of what was left out',
      (folder) => edit(folder, 'datagen-package.json', /"too_long": 0/, '"too_long": 5'),
      /\(splits\) says 0; the data say 5/,
    ],
    [
      'a table',
      (folder) => edit(folder, 'default/train-00000-of-00001.parquet', /PAR1$/, 'PAR2'),
      /default\/train-00000-of-00001\.parquet is not the file that was made/,
    ],
    [
      'a table that is gone',
      (folder) => rm(join(folder, 'records/train-00000-of-00001.parquet')),
      /records\/train-00000-of-00001\.parquet cannot be read/,
    ],
    [
      'a table more',
      (folder) =>
        cp(
          join(folder, 'default/train-00000-of-00001.parquet'),
          join(folder, 'default/train-00001-of-00002.parquet'),
        ),
      /no file of the package, and would be loaded/,
    ],
    [
      'the map of names',
      (folder) => edit(folder, 'tool_names.json', /shop1/, 'shop2'),
      /tool_names\.json is not the file that was made/,
    ],
  ];

  it.each(edits)('fails for %s that was changed by hand', async (_name, change, expected) => {
    const folder = await makePackage(write(plainRecords(12)));
    expect(await check(folder)).toMatchObject({ code: 0 });
    await change(folder);
    const run = await check(folder);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(expected);
  });

  it('fails for rows that were changed together with their hash', async () => {
    const folder = await makePackage(write(plainRecords(12)), '--validation', '0', '--test', '0');
    await forge(folder, 'default/train-00000-of-00001.parquet', (rows) => {
      for (const row of rows.slice(0, 2)) row.num_tokens = Number(row.num_tokens) + 1;
    });
    const run = await check(folder);
    expect(run.code).toBe(2);
    expect(run.stdout).not.toContain('is not the file that was made');
    expect(run.stdout).toMatch(/\(summary\) says \d+; the data say \d+/);
    expect(run.stdout).toMatch(
      /column num_tokens differs in 2 rows: "conv_1_0000" says \d+, its conversation \d+/,
    );
  });

  const train = 'train-00000-of-00001.parquet';
  it.each<[string, string, (rows: Rows) => void, RegExp]>([
    [
      'a text in strings',
      `strings/${train}`,
      (rows) => set(rows[1], 'messages', String(rows[1]?.messages).replace('comes to 3', 'comes to 4')),
      /strings: column messages differs in 1 rows: "conv_1_0000~other" says .*comes to 4.*, default .*comes to 3/,
    ],
    [
      'a filter in strings',
      `strings/${train}`,
      (rows) => set(rows[0], 'num_turns', 9),
      /strings: column num_turns differs in 1 rows: "conv_1_0000" says 9, default 4/,
    ],
    [
      'a row less in strings',
      `strings/${train}`,
      (rows) => void rows.pop(),
      /strings\/train\S+ has fewer rows than default\/train/,
    ],
    [
      'a row more in strings',
      `strings/${train}`,
      (rows) => void rows.push({ ...rows[0] }),
      /strings\/train\S+ has more rows than default\/train/,
    ],
    [
      'a message in preference',
      `preference/${train}`,
      (rows) => set(rows[0], 'rejected', [{ role: 'assistant', content: 'Forged.' }]),
      /preference: column rejected differs in 1 rows: "conv_1_0000~other" says .*Forged.*, its conversations/,
    ],
    [
      'a pair less in preference',
      `preference/${train}`,
      (rows) => void rows.pop(),
      /preference\/train\S+ has 3 rows; its conversations make 4 pairs/,
    ],
    [
      'an id that stands there twice',
      `default/${train}`,
      (rows) => set(rows[2], 'conversation_id', rows[0]?.conversation_id),
      /The tables cannot be counted: .*default\/train\S+ has other rows than its records/,
    ],
    [
      'a cell that is no JSON',
      `strings/${train}`,
      (rows) => set(rows[0], 'tools', '{'),
      /strings: column tools differs in 1 rows/,
    ],
  ])('fails for %s that was changed together with its hash', async (_name, path, change, expected) => {
    const folder = await makePackage(write(pairedRecords(4)), '--validation', '0', '--test', '0');
    expect(await check(folder)).toMatchObject({ code: 0 });
    await forge(folder, path, change);
    const run = await check(folder);
    expect(run.code).toBe(2);
    expect(run.stdout).not.toContain('is not the file that was made');
    expect(run.stdout).toMatch(expected);
    expect(run.stdout).toContain('take back what was changed, or make the package again');
  });

  it('fails for an id that stands there twice in all tables', async () => {
    const folder = await makePackage(write(plainRecords(4)), '--validation', '0', '--test', '0');
    for (const table of ['default', 'strings', 'records'])
      await forge(folder, `${table}/${train}`, (rows) =>
        set(rows[2], 'conversation_id', rows[0]?.conversation_id),
      );
    expect((await check(folder)).stdout).toContain(
      'column conversation_id repeats an id in 1 rows: "conv_1_0000" in default/train',
    );
  });

  it('fails for rows that the manifest counts otherwise', async () => {
    const folder = await makePackage(write(plainRecords(12)), '--validation', '0', '--test', '0');
    edit(folder, 'datagen-package.json', /"rows": 12/, '"rows": 13');
    expect((await check(folder)).stdout).toMatch(/default\/\S+ has 12 rows; datagen-package\.json says 13/);
  });

  it.each(['default', 'strings', 'records', 'preference'])(
    'names the file where a table of %s is cut',
    async (table) => {
      const folder = await makePackage(write(pairedRecords(4)), '--validation', '0', '--test', '0');
      truncateSync(join(folder, table, train), 500);
      const run = await check(folder);
      expect(run.code).toBe(2);
      expect(run.stderr).toBe('');
      expect(run.stdout).toMatch(
        new RegExp(`'\\S+${table}/${train}' is no whole Parquet file \\(.*\\)\\. Make the package again`),
      );
    },
  );

  it.each(['README.md', 'tool_names.json', `default/${train}`, `strings/${train}`, `preference/${train}`])(
    'says so where a folder or a pipe is in the place of %s',
    async (name) => {
      const folder = await makePackage(write(pairedRecords(4)), '--validation', '0', '--test', '0');
      for (const make of [
        (path: string) => mkdirSync(path),
        (path: string) => execFileSync('mkfifo', [path]),
      ]) {
        await rm(join(folder, name), { recursive: true });
        make(join(folder, name));
        const run = await check(folder);
        expect(run.code).toBe(2);
        expect(run.stdout).toContain(name);
      }
    },
  );

  it('says what is no manifest, and what of it', async () => {
    const folder = await makePackage(write(plainRecords(3)));
    const path = join(folder, 'datagen-package.json');
    const whole = JSON.parse(readFileSync(path, 'utf8'));
    for (const [name, odd] of [
      ['version', 2],
      ['made_by', null],
      ['title', 5],
      ['license', {}],
      ['split', { by: 'moon', seed: 1, wanted: null }],
      ['tokenizer', { name: 'o200k', sha256: 'x' }],
      ['max_tokens', '5'],
      ['left_out', { unreadable: 0 }],
      ['mix_targets', { a: 'b' }],
      ['references', { figures: [null], mix_tolerance: 1 }],
      ['files', [{ path: '../x', bytes: 1, sha256: 'a'.repeat(64) }]],
      ['files', [{ path: 'x', bytes: -1, sha256: 'a'.repeat(64) }]],
    ] as [string, JsonValue][]) {
      writeFileSync(path, JSON.stringify({ ...whole, [name]: odd }));
      const run = await check(folder);
      expect(run.code, name).toBe(1);
      expect(run.stderr).toContain(`it is no manifest of a package: \`${name}\` is not what a package has.`);
      const { [name]: _gone, ...rest } = whole;
      writeFileSync(path, JSON.stringify(rest));
      expect((await check(folder)).stderr).toContain(`\`${name}\` is not there`);
    }
    for (const text of ['', '[]', '{"files": [']) {
      writeFileSync(path, text);
      expect((await check(folder)).stderr).toMatch(
        /datagen-package\.json': it is no manifest of a package: it is no/,
      );
    }
  });

  it('lets people write around what is counted, and name licence and title', async () => {
    const folder = await makePackage(write(plainRecords(12)));
    edit(folder, 'README.md', /^## Splits$/m, 'A word about the 3 splits.\n\n## Splits');
    edit(folder, 'README.md', /^license: unknown$/m, 'license: cc-by-4.0');
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('says what no package is', async () => {
    const run = await check(newFolder());
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('Name a folder that datagen package made.');
  });
});

type Rows = { [name: string]: unknown }[];

function set(row: Rows[number] | undefined, name: string, value: unknown): void {
  if (row !== undefined) row[name] = value;
}

/** Conversations with a variant each that says something else at the end. */
function pairedRecords(count: number): JsonObject[] {
  return plainRecords(count).flatMap((record) => {
    const group = { twin_group: String(record.conversation_id) };
    const messages = (record.messages as JsonObject[]).map((message, place, all) =>
      place === all.length - 1 ? { ...message, content: 'It comes to 3 in all.' } : message,
    );
    const variant = {
      ...record,
      ...{ conversation_id: `${record.conversation_id}~other`, messages },
      metadata: { ...group, twin_difference: { kind: 'other' } },
    };
    return [{ ...record, metadata: group }, variant];
  });
}

/** Writes a table again with other rows, and its size and hash into the manifest. */
async function forge(folder: string, path: string, change: (rows: Rows) => void): Promise<void> {
  const { rows, metadata } = await table(folder, path);
  change(rows);
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: metadata.schema });
  const names = metadata.schema.flatMap(({ name }) =>
    rows[0] !== undefined && name in rows[0] ? [name] : [],
  );
  parquet.write({ columnData: names.map((name) => ({ name, data: rows.map((row) => row[name]) })) });
  parquet.finish();
  const bytes = Buffer.from(writer.getBytes());
  writeFileSync(join(folder, path), bytes);
  const manifest = JSON.parse(readFileSync(join(folder, 'datagen-package.json'), 'utf8'));
  const file = manifest.files.find((each: { path: string }) => each.path === path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  Object.assign(file, { bytes: bytes.length, sha256, rows: rows.length });
  writeFileSync(join(folder, 'datagen-package.json'), JSON.stringify(manifest));
}

function edit(folder: string, name: string, what: RegExp, to: string): void {
  const path = join(folder, name);
  const before = readFileSync(path, 'latin1');
  const after = before.replace(what, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after, 'latin1');
}

describe('datagen package --push', () => {
  let hub: FakeHub | null = null;
  afterEach(async () => {
    await hub?.stop();
    hub = null;
  });
  const token = 'hf_aSecretThatNobodySees';

  it('uploads every file as it is, privately, and never prints the key', async () => {
    hub = await startHub();
    const output = join(newFolder(), 'package');
    const environment = { HF_TOKEN: token, HF_ENDPOINT: hub.url };
    const run = await runInProcess(
      ['package', '--input', sample, '--output', output, '--push', 'me/some-data'],
      { environment },
    );
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(
      new Map([...hub.files].sort().map(([path, content]) => [path, content.toString('base64')])),
    ).toEqual(allFiles(output));
    expect(hub.created).toEqual([
      expect.objectContaining({
        name: 'some-data',
        organization: 'me',
        visibility: 'private',
        type: 'dataset',
      }),
    ]);
    expect([...hub.tokens]).toEqual([token]);
    expect(run.stdout + run.stderr).not.toContain('hf_');
  });

  it('removes tables of an earlier upload and leaves other files alone', async () => {
    const old = ['default/train-00001-of-00002.parquet', 'notes.md', 'default/notes.md'];
    hub = await startHub({ files: old });
    const folder = await makePackage(sample);
    const environment = { HF_TOKEN: token, HF_ENDPOINT: hub.url };
    const run = await runInProcess(['package', '--check', folder, '--push', 'me/some-data'], { environment });
    expect(run.code).toBe(0);
    expect([...hub.files.keys()]).toContain('notes.md');
    expect([...hub.files.keys()]).toContain('default/notes.md');
    expect([...hub.files.keys()]).not.toContain(old[0]);
  });

  it('pushes nothing that the check refuses', async () => {
    hub = await startHub();
    const folder = await makePackage(sample);
    edit(folder, 'README.md', /^(\d+)( conversations between)/m, '99$2');
    const environment = { HF_TOKEN: token, HF_ENDPOINT: hub.url };
    const run = await runInProcess(['package', '--check', folder, '--push', 'me/some-data'], { environment });
    expect(run.code).toBe(2);
    expect(hub.requests).toEqual([]);
  });

  it('says what the Hub said, without the key even where the Hub gives it back', async () => {
    hub = await startHub({ refusal: { status: 403, error: `No right to write with ${token}` } });
    const environment = { HF_TOKEN: token, HF_ENDPOINT: hub.url };
    const folder = await makePackage(sample);
    const run = await runInProcess(['package', '--check', folder, '--push', 'me/some-data'], { environment });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('me/some-data could not be uploaded: No right to write with …');
    expect(run.stdout + run.stderr).not.toContain(token);
  });

  it.each([
    ['no key', {}, '--push needs HF_TOKEN.'],
    ['no key of the Hub', { HF_TOKEN: 'sk-other-secret' }, 'HF_TOKEN is no token of the Hub.'],
    [
      'a key and a line break',
      { HF_TOKEN: 'hf_sk-other-secret\n' },
      'its character 19 is a space or line break.',
    ],
    [
      'a key with another letter',
      { HF_TOKEN: 'hf_sk-öther-secret' },
      'its character 7 is no letter, digit or',
    ],
    ['a key with a control character', { HF_TOKEN: 'hf_\u0000other-secret' }, 'its character 4 is no letter'],
  ])('refuses %s before it does anything', async (_name, environment, message) => {
    const output = join(newFolder(), 'package');
    const run = await runInProcess(['package', '--input', sample, '--output', output, '--push', 'me/x'], {
      environment,
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/sk-|ther-secret/);
    expect(() => readdirSync(output)).toThrow();
  });
});
