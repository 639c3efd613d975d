import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random/random.js';
import { faulty, generating, makePlace, sha256 } from './run-datagen.js';

/** `npm run chaos -- runs` looks at every point and at many more instants. */
const isLong = process.env.DATAGEN_CHAOS !== undefined;
const n = 30;
const place = makePlace();
const words = generating(n, '--run-dir', 'run');
const run = join(place.directory, 'run');
let reference = '';
let operations: { readonly [name: string]: number } = {};
let durationMs = 0;

beforeAll(() => {
  const started = performance.now();
  const counted = place.run([...generating(n, '--workers', '1'), '--run-dir', 'reference'], {
    ...faulty(join(place.directory, 'reference'), 'count'),
  });
  durationMs = performance.now() - started;
  expect(counted.status, counted.stderr).toBe(0);
  operations = JSON.parse(/operations (.*)/.exec(counted.stderr)?.[1] ?? '{}');
  reference = datasetOf('reference');
});

/** Goes on to the end; the dataset and the whole directory are those of a run that nothing happened to. */
function finish(extra: readonly string[] = []): void {
  const finished = place.run([...words, ...extra]);
  expect(finished.status, finished.stderr).toBe(0);
  expect(datasetOf('run')).toBe(reference);
  expect(filesOf('run')).toEqual(filesOf('reference'));
}

function datasetOf(folder: string): string {
  const joined = place.run(['assemble', '--run-dir', folder, '--output', `${folder}.jsonl`]);
  expect(joined.status, joined.stderr).toBe(0);
  return sha256(join(place.directory, `${folder}.jsonl`));
}

/** Every file of a run directory but who worked on it, with its hash. */
function filesOf(folder: string): string[] {
  const root = join(place.directory, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('run-log'))
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return `${path.slice(root.length)} ${sha256(path)}`;
    })
    .sort();
}

describe('a run that is killed', () => {
  it('between a write, a sync and a name, before or after each, goes on to the same bytes', () => {
    const points = Object.entries(operations).flatMap(([name, count]) =>
      Array.from({ length: count }, (_, index) => [`${name}:${index + 1}`]).flat(),
    );
    expect(points.length).toBeGreaterThan(20);
    const chosen = isLong ? points : createRandom(1).shuffle(points).slice(0, 4);
    chosen.forEach((point, number) => {
      rmSync(run, { recursive: true, force: true });
      const effect = number % 2 === 0 ? 'kill-before' : 'kill-after';
      const killed = place.run([...words, '--workers', '1'], faulty(run, `${point}:${effect}`));
      expect(killed.signal, point).toBe('SIGKILL');
      finish(['--workers', '1']);
    });
  });

  it('at any instant goes on to the same bytes, with several threads', async () => {
    const random = createRandom(7);
    const kills = isLong ? 50 : 2;
    for (let kill = 0; kill < kills; kill += 1) {
      rmSync(run, { recursive: true, force: true });
      const child = place.start([...words, '--workers', '2']);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await setTimeout(random.next() * durationMs * 1.5);
      child.kill('SIGKILL');
      await ended;
      finish(['--workers', '2']);
    }
  });
});

describe('a full disk', () => {
  it.each(['write:3:short', 'write:1:full', 'sync:2:io', 'link:1:io'])(
    '%s: fails with a message, leaves nothing torn, and the same command goes on',
    (fault) => {
      rmSync(run, { recursive: true, force: true });
      const failed = place.run([...words, '--workers', '1'], faulty(run, fault));
      expect(failed.status, failed.stderr).toBe(1);
      expect(failed.stderr).toMatch(/^datagen: Cannot write '.*': .*\. /m);
      expect(failed.stderr).not.toMatch(/^\s+at /m);
      const check = JSON.parse(
        place.run(['verify', '--run-dir', 'run', '--json']).stdout || '{"problems":[]}',
      );
      expect(check.problems.filter(({ kind }: { kind: string }) => kind !== 'missing')).toEqual([]);
      finish(['--workers', '1']);
    },
  );

  it('is said in the same words where threads write', () => {
    rmSync(run, { recursive: true, force: true });
    const failed = place.run([...words, '--workers', '2'], faulty(run, 'write:2:full'));
    expect(failed.status, failed.stderr).toBe(1);
    expect(failed.stderr).toMatch(/^datagen: Cannot write '.*': the disk is full\. /m);
    finish(['--workers', '2']);
  });

  it('leaves an older file where a plain run cannot be written', () => {
    const output = join(place.directory, 'plain.jsonl');
    const plain = generating(n, '--workers', '1', '--output', 'plain.jsonl');
    expect(place.run(plain).status).toBe(0);
    const before = sha256(output);
    expect(before).toBe(reference);
    const failed = place.run(plain, faulty(place.directory, 'write:4:short'));
    expect(failed.status, failed.stderr).toBe(1);
    expect(sha256(output)).toBe(before);
    const left = readdirSync(place.directory).filter((name) => name.startsWith('.datagen'));
    expect(left).toEqual([]);
  });
});
