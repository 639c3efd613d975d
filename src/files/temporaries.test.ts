import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startOf } from './process-mark.js';
import { clearLeftovers, newTemporary, releaseTemporary } from './temporaries.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'datagen-temporaries-'));

/** The name that a process of this host gives, by number and start. */
function nameOf(pid: number, started: string): string {
  const path = newTemporary('.');
  releaseTemporary(path);
  const own = `-${process.pid}-${startOf(process.pid)}-`;
  expect(path).toContain(own);
  return basename(path).replace(own, `-${pid}-${started}-`);
}

async function withChild<Result>(
  use: (child: ChildProcess & { pid: number }) => Result | Promise<Result>,
): Promise<Result> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('spawn', resolve));
  try {
    return await use(child as ChildProcess & { pid: number });
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

describe('clearLeftovers', () => {
  it('removes files and folders of a process that was killed', async () => {
    const folder = newFolder();
    const [file, inner] = await withChild(({ pid }) => [
      nameOf(pid, startOf(pid)),
      nameOf(pid, startOf(pid)).replace(/-\d+\.tmp$/, '-999.tmp'),
    ]);
    writeFileSync(join(folder, String(file)), 'half');
    mkdirSync(join(folder, String(inner)));
    writeFileSync(join(folder, String(inner), 'a.jsonl'), 'half');
    await clearLeftovers(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves what may be of a process that is alive, or of nobody', async () => {
    const folder = newFolder();
    await withChild(async ({ pid }) => {
      const dead = nameOf(pid, '1');
      const kept = [
        nameOf(pid, startOf(pid)),
        nameOf(process.pid, startOf(process.pid)),
        dead.replace(/^\.datagen-[A-Za-z0-9]*-/, '.datagen-anotherhost-'),
        dead.replace(/-[0-9a-f]{8}-/, '-00000000-'),
        `x${dead}`,
        `${dead}.txt`,
        '.datagen-mine.tmp',
      ];
      for (const name of kept) writeFileSync(join(folder, name), '');
      writeFileSync(join(folder, 'data.jsonl'), 'mine');
      symlinkSync('data.jsonl', join(folder, dead));
      await clearLeftovers(folder);
      expect(readdirSync(folder).sort()).toEqual([...kept, 'data.jsonl'].sort());
    });
  });

  it('is nothing where there is no folder', async () => {
    await clearLeftovers(join(newFolder(), 'none'));
  });
});

describe('newTemporary', () => {
  it('gives a new name each time, which goes when the process ends by itself', () => {
    const folder = newFolder();
    const [one, other] = [newTemporary(folder), newTemporary(folder)];
    expect(one).not.toBe(other);
    writeFileSync(one, 'half');
    writeFileSync(other, 'whole');
    releaseTemporary(other);
    for (const listener of process.listeners('exit')) if (listener.name === 'removeAll') listener(0);
    expect([existsSync(one), existsSync(other)]).toEqual([false, true]);
  });
});
