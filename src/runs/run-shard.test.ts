import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RealisedRow } from '../generation/realise-rows.js';
import { runPaths, shardPath } from './run-paths.js';
import { runShard } from './run-shard.js';

describe('runShard', () => {
  const task = { first: 0, last: 0, rows: Buffer.from('') };
  const start = (root: string) => {
    const realise = async function* (): AsyncGenerator<RealisedRow, void, undefined> {
      yield { index: 0, events: [{ type: 'row-abandoned', index: 0, reason: 'none' }] };
    };
    const paths = runPaths(root);
    return runShard(task, { paths, realise, endpointNamed: () => undefined, check: () => undefined });
  };
  const emptyRoot = (): string => mkdtempSync(join(tmpdir(), 'datagen-run-shard-'));

  it('takes the report of who was first', async () => {
    const root = emptyRoot();
    const first = await start(root);
    expect(first.report?.counts.holes).toEqual([[0, 'none']]);
    expect(await start(root)).toEqual(first);
  });

  it('says that something else has the name of a shard, and leaves it there', async () => {
    const root = emptyRoot();
    const paths = runPaths(root);
    mkdirSync(paths.shards, { recursive: true });
    writeFileSync(shardPath(paths, task), 'something else\n');
    await expect(start(root)).rejects.toThrow('000000000-000000000.jsonl that is no shard of it');
    expect(readdirSync(paths.shards)).toHaveLength(1);
    expect(readdirSync(paths.work)).toEqual([]);
  });
});
