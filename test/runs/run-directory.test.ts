import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyDirectory, runInProcess } from '../cli/run-in-process.js';
import { sha256 } from './run-datagen.js';

const directory = emptyDirectory();
const artifacts = join(directory, 'artifacts');
const settings = join(directory, 'small.yaml');
const fileOf = (name: string): string => join(directory, name);
const shardOf = (run: string, first: number, last: number): string =>
  join(fileOf(run), 'shards', `${String(first).padStart(9, '0')}-${String(last).padStart(9, '0')}.jsonl`);

function generate(n: number, ...words: readonly string[]) {
  const common = ['--seed', '5', '--config', settings, '--artifacts', artifacts];
  return runInProcess(['generate', '--n', String(n), ...common, ...words]);
}

async function verify(
  run: string,
): Promise<{ problems: { kind: string; file: string }[]; notes: string[]; code: number }> {
  const { code, stdout } = await runInProcess(['verify', '--run-dir', fileOf(run), '--json']);
  return { ...JSON.parse(stdout), code };
}

/** Every file of a run but its journal, with its hash. */
function filesOf(run: string): string[] {
  const root = fileOf(run);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('run-log'))
    .map(
      ({ parentPath, name }) =>
        `${join(parentPath, name).slice(root.length)} ${sha256(join(parentPath, name))}`,
    )
    .sort();
}

/** A run of its own that is as `whole`. */
function copyOfWhole(name: string): string {
  for (const file of readdirSync(fileOf('whole'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const from = join(file.parentPath, file.name);
    const to = fileOf(name) + from.slice(fileOf('whole').length);
    mkdirSync(join(to, '..'), { recursive: true });
    copyFileSync(from, to);
  }
  return fileOf(name);
}

beforeAll(async () => {
  writeFileSync(settings, 'run: { plan: { block_size: 10 } }\nengine: { shard_rows: 20 }\n');
  expect((await runInProcess(['build', '--artifacts', artifacts])).code).toBe(0);
  const made = await generate(50, '--run-dir', fileOf('whole'));
  expect(made.code, made.stderr).toBe(0);
});

describe('a run directory', () => {
  it('holds identity, shards by their rows, and a manifest without time, machine or n in its identity', async () => {
    expect(readdirSync(fileOf('whole')).sort()).toEqual([
      ...['manifest.json', 'reports', 'run-log.jsonl', 'run.json', 'shards'],
    ]);
    expect(readdirSync(join(fileOf('whole'), 'shards'))).toEqual([
      '000000000-000000019.jsonl',
      '000000020-000000039.jsonl',
      '000000040-000000049.jsonl',
    ]);
    const identity = JSON.parse(readFileSync(join(fileOf('whole'), 'run.json'), 'utf8'));
    expect(identity.configuration.run.generate).not.toHaveProperty('n');
    const manifest = readFileSync(join(fileOf('whole'), 'manifest.json'), 'utf8');
    expect(manifest).not.toContain(hostname());
    expect(manifest).not.toContain(directory);
    expect(JSON.parse(manifest)).toMatchObject({ asked: 50, rows: 50, run_id: identity.run_id });
    expect(await verify('whole')).toMatchObject({ code: 0, problems: [] });
  });

  it('says what it is when it is asked for again, and refuses what differs', async () => {
    copyOfWhole('again');
    const before = filesOf('again');
    expect((await generate(50, '--run-dir', fileOf('again'))).code).toBe(0);
    expect(filesOf('again')).toEqual(before);
    const other = await generate(50, '--run-dir', fileOf('again'), '--locale', 'ja');
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('configuration.run.generate.locale: "en", now "ja"');
    const seed = await runInProcess([
      ...['generate', '--n', '50', '--seed', '6', '--config', settings, '--artifacts', artifacts],
      ...['--run-dir', fileOf('again')],
    ]);
    expect(seed.stderr).toContain('configuration.run.generate.seed: 5, now 6');
    expect(filesOf('again')).toEqual(before);
  });

  it.each([
    ['never, where there is a run', 'whole', ['--resume', 'never'], 'holds a run already'],
    ['always, where there is none', 'none', ['--resume', 'always'], 'holds no run'],
    ['extend, where there is none', 'none', ['--extend'], 'holds no run'],
    ['fewer than it holds', 'whole', [], 'holds 50 conversations, more than --n 40'],
  ])('refuses %s', async (_, run, words, message) => {
    const refused = await generate(40, '--run-dir', fileOf(run), ...words);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(message);
    expect(existsSync(fileOf('none'))).toBe(false);
  });

  it('refuses a folder that holds something else, and touches nothing there', async () => {
    mkdirSync(fileOf('mine'));
    writeFileSync(join(fileOf('mine'), 'thesis.txt'), 'years');
    const refused = await generate(20, '--run-dir', fileOf('mine'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("it holds 'thesis.txt'");
    expect(readdirSync(fileOf('mine'))).toEqual(['thesis.txt']);
  });
});

describe('growth', () => {
  it('makes of a run what it had been if it had been asked for at once', async () => {
    expect((await generate(25, '--run-dir', fileOf('grown'))).code).toBe(0);
    const refused = await generate(50, '--run-dir', fileOf('grown'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('Add --extend');
    const grown = await generate(50, '--run-dir', fileOf('grown'), '--extend');
    expect(grown.code, grown.stderr).toBe(0);
    expect(filesOf('grown')).toEqual(filesOf('whole'));
  });

  it('is known to verify while it is under way, and goes on from any state between', async () => {
    expect((await generate(25, '--run-dir', fileOf('between'))).code).toBe(0);
    const older = readFileSync(join(fileOf('between'), 'manifest.json'));
    const last = shardOf('between', 20, 24);
    const olderShard = readFileSync(last);
    expect((await generate(50, '--run-dir', fileOf('between'), '--extend')).code).toBe(0);
    // The manifest was replaced, the older shard is still there.
    writeFileSync(last, olderShard);
    let state = await verify('between');
    expect(state).toMatchObject({ code: 0, problems: [] });
    expect(state.notes[0]).toContain('superseded');
    // The longer shard is there, the manifest is still the older one.
    writeFileSync(join(fileOf('between'), 'manifest.json'), older);
    const report = readdirSync(join(fileOf('between'), 'reports'));
    state = await verify('between');
    expect(state.notes.join()).toContain('extension under way');
    expect(report.length).toBeGreaterThan(0);
    expect((await generate(50, '--run-dir', fileOf('between'), '--extend')).code).toBe(0);
    expect(filesOf('between')).toEqual(filesOf('whole'));
  });
});

describe('datagen verify', () => {
  it.each<[string, (run: string) => void, string]>([
    ['a missing shard', () => rmSync(shardOf('broken', 20, 39)), 'missing shards/000000020-000000039.jsonl'],
    [
      'a short shard',
      () => truncateSync(shardOf('broken', 0, 19), 1000),
      'short shards/000000000-000000019.jsonl',
    ],
    [
      'a changed byte',
      () => {
        const bytes = readFileSync(shardOf('broken', 0, 19));
        bytes[500] = (bytes[500] ?? 0) ^ 1;
        writeFileSync(shardOf('broken', 0, 19), bytes);
      },
      'changed shards/000000000-000000019.jsonl',
    ],
    [
      'a foreign file',
      (run) => writeFileSync(join(run, 'shards', 'notes.txt'), ''),
      'foreign shards/notes.txt',
    ],
    [
      'a shard that is a link',
      (run) => {
        renameSync(shardOf('broken', 0, 19), join(directory, 'elsewhere.jsonl'));
        symlinkSync(join(directory, 'elsewhere.jsonl'), shardOf('broken', 0, 19));
        expect(run).toBeTruthy();
      },
      'foreign shards/000000000-000000019.jsonl',
    ],
    [
      'a manifest that counts wrong',
      (run) => {
        const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
        manifest.shards[0].records -= 1;
        manifest.records -= 1;
        writeFileSync(join(run, 'manifest.json'), JSON.stringify(manifest));
      },
      'changed manifest.json',
    ],
    [
      'an identity that was changed',
      (run) => {
        const text = readFileSync(join(run, 'run.json'), 'utf8');
        writeFileSync(join(run, 'run.json'), text.replace('"seed": 5', '"seed": 6'));
      },
      'changed run.json',
    ],
  ])('names %s, ends with 2, and generate mends what is a shard', async (_, damage, expected) => {
    rmSync(fileOf('broken'), { recursive: true, force: true });
    const run = copyOfWhole('broken');
    damage(run);
    const { problems, code } = await verify('broken');
    expect(code).toBe(2);
    expect(problems.map(({ kind, file }) => `${kind} ${file}`)).toContain(expected);
    if (!expected.includes('-0000')) return;
    const mended = await generate(50, '--run-dir', run);
    expect(mended.code, mended.stderr).toBe(0);
    expect((await verify('broken')).code).toBe(0);
    expect(sha256(shardOf('broken', 0, 19))).toBe(sha256(shardOf('whole', 0, 19)));
  });

  it('puts a damaged shard aside instead of trimming it', async () => {
    rmSync(fileOf('aside'), { recursive: true, force: true });
    const run = copyOfWhole('aside');
    appendFileSync(shardOf('aside', 0, 19), '{}\n');
    const mended = await generate(50, '--run-dir', run);
    expect(mended.code).toBe(0);
    expect(mended.stderr).toContain('put aside as quarantine/000000000-000000019.jsonl.1.corrupt');
    expect(readdirSync(join(run, 'quarantine'))).toEqual(['000000000-000000019.jsonl.1.corrupt']);
  });
});

describe('the lock of a run directory', () => {
  const lock = () => join(fileOf('locked'), 'lock');
  const holder = (pid: number, more: object = {}) =>
    JSON.stringify({
      ...{ host: hostname(), pid, boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() },
      ...{
        started: readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19],
        ...more,
      },
    });

  it.runIf(existsSync('/proc/self/stat'))(
    'turns a second process away, and is taken over from a dead one',
    async () => {
      copyOfWhole('locked');
      writeFileSync(lock(), holder(process.pid));
      const refused = await generate(50, '--run-dir', fileOf('locked'));
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(`is being worked on by process ${process.pid}`);
      for (const stale of [
        holder(2 ** 22 + 1),
        holder(process.pid, { boot: 'another' }),
        holder(process.pid, { started: '1' }),
        'torn',
      ])
        await writeAndRun(stale);
      writeFileSync(lock(), holder(1, { host: 'elsewhere' }));
      expect((await generate(50, '--run-dir', fileOf('locked'))).stderr).toContain('on elsewhere');
      rmSync(lock());
    },
  );

  async function writeAndRun(stale: string): Promise<void> {
    writeFileSync(lock(), stale);
    const taken = await generate(50, '--run-dir', fileOf('locked'));
    expect(taken.code, taken.stderr).toBe(0);
    expect(existsSync(lock())).toBe(false);
  }
});

describe('the journal', () => {
  it.each([1, 7, 60])(
    'loses a torn last line of which %i bytes are missing, and nothing else',
    async (missing) => {
      copyOfWhole('journal');
      const log = join(fileOf('journal'), 'run-log.jsonl');
      const whole = readFileSync(join(fileOf('whole'), 'run-log.jsonl'), 'utf8');
      const line = `${JSON.stringify({ event: 'begun', long: 'x'.repeat(80) })}\n`;
      writeFileSync(log, whole + line.slice(0, -missing));
      expect((await generate(50, '--run-dir', fileOf('journal'))).code).toBe(0);
      const after = readFileSync(log, 'utf8');
      expect(after.startsWith(whole)).toBe(true);
      expect(after.slice(whole.length)).not.toContain('xxx');
      for (const each of after.trimEnd().split('\n')) expect(() => JSON.parse(each)).not.toThrow();
    },
  );
});
