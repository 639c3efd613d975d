import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { FileAccessError } from '../../errors/file-access-error.js';
import type { FileGroup } from '../../files/file-group.js';
import { makeDirectory } from '../../files/make-directory.js';
import { clearLeftovers, newTemporary, releaseTemporary } from '../../files/temporaries.js';
import { lineText } from '../../json/line-text.js';
import type { EntrySink } from '../entry-sink.js';

/** The Hub advises fewer in one folder; what comes after goes into folders inside. */
const mostFiles = 9_000;
const longestName = 100;

/** A file for each conversation, in a folder that is whole or not there. Throws `FileAccessError`. */
export async function openFolder(path: string, extension: string, files: FileGroup): Promise<EntrySink> {
  const target = resolve(path);
  const temporary = newTemporary(dirname(target));
  const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FileAccessError) throw error;
      throw new FileAccessError(
        'write',
        path,
        'Nothing was written; name a writable place with --output.',
        error,
      );
    }
  };
  const nameOf = createFileNames();
  let count = 0;
  await guard(async () => {
    await refuseFull(target, path);
    await clearLeftovers(dirname(target));
    await rm(temporary, { recursive: true, force: true });
    await makeDirectory(temporary);
  });
  let isDone = false;
  files.add({
    prepare: () => guard(() => refuseFull(target, path)),
    commit: () =>
      guard(async () => {
        await rename(temporary, target);
        isDone = true;
        releaseTemporary(temporary);
      }),
    async abort() {
      if (isDone) return;
      isDone = true;
      await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
      releaseTemporary(temporary);
    },
  });
  return {
    write: (entries, conversationId) =>
      guard(async () => {
        if (entries.length === 0) return;
        const part = Math.floor(count / mostFiles);
        const folder = part === 0 ? temporary : join(temporary, `more_${part}`);
        if (part > 0 && count % mostFiles === 0) await mkdir(folder);
        count += 1;
        const text = entries.map(({ value }) => `${lineText(value)}\n`).join('');
        await writeFile(join(folder, `${nameOf(conversationId)}${extension}`), text, { flag: 'wx' });
      }),
    finish: async () => [path],
  };
}

/** What stands in a folder is never replaced: nobody can tell whose it is. An empty one is as good as none. */
async function refuseFull(target: string, path: string): Promise<void> {
  const found = await readdir(target).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  if (found.length > 0)
    throw new FileAccessError(
      'write',
      path,
      'Name another folder with --output.',
      'it exists and is not empty',
    );
}

/** A name for each id that every disk takes and no two share, whatever the id is. */
function createFileNames(): (id: string) => string {
  /** By name in small letters: how many want it. */
  const wishes = new Map<string, number>();
  return (id) => {
    const plain = id.replace(/[^A-Za-z0-9_~-]+/g, '_').slice(0, longestName);
    // Names that Windows keeps for devices, and those that programs take for options.
    const isSpecial =
      plain === '' || plain.startsWith('-') || /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(plain);
    const wanted = isSpecial ? `_${plain}` : plain;
    for (let candidate = wanted; ; ) {
      const key = candidate.toLowerCase();
      const count = wishes.get(key) ?? 0;
      wishes.set(key, count + 1);
      if (count === 0) return candidate;
      candidate = `${wanted}_${count + 1}`;
    }
  };
}
