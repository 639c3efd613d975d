import { createHash, randomUUID } from 'node:crypto';
import {
  access,
  constants,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import stringify from 'fast-json-stable-stringify';
import { errorCode } from '../errors/error-code.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { exists } from '../files/exists.js';
import type { LanguageModelResponse } from '../types/language-model.js';
import type { Redactor } from './redact.js';

/** Answers on the disk, one file each, by `responseKey`. What was paid for once is never asked for again. */
export interface ResponseCache {
  /** Null where there is none, or none that can be read. */
  get(key: string): Promise<LanguageModelResponse | null>;
  /** Throws `FileAccessError` where nothing could be kept: better before a call is paid for than after. Makes nothing. */
  requireRoom(): Promise<void>;
  /**
   * Keeps an answer, on the disk when this returns, and returns the one to go on with: the first that was kept. Throws
   * `FileAccessError`, and `ModelCallError` for an answer that holds a key.
   */
  put(key: string, entry: CacheEntry): Promise<LanguageModelResponse>;
}

export type CacheEntry = {
  readonly logicalId: string;
  readonly provider: string;
  readonly model: string;
  readonly response: LanguageModelResponse;
};

export type ResponseCacheOptions = {
  /** Created, for its owner alone. */
  readonly directory: string;
  /** Refuses answers that hold a key. */
  readonly redactor: Redactor;
  /** Told of files that cannot be read, one line each. */
  readonly report?: ((line: string) => void) | undefined;
};

type Document = CacheEntry & { readonly version: 1; readonly key: string; readonly digest: string };

const keyForm = /^[0-9a-f]{64}$/;
/** Half-written files of processes that were killed; younger ones may belong to one that runs. */
const staleMs = 24 * 60 * 60 * 1000;

/** A folder of answers. It is made with the first one that is kept. */
export function createResponseCache({ directory, redactor, report }: ResponseCacheOptions): ResponseCache {
  const drafts = join(directory, 'drafts');
  const made = new Map<string, Promise<unknown>>();
  const make = (folder: string) => {
    const known = made.get(folder) ?? mkdir(folder, { recursive: true, mode: 0o700 });
    made.set(folder, known);
    return known;
  };
  let ready: Promise<void> | undefined;

  async function get(key: string): Promise<LanguageModelResponse | null> {
    const path = pathOf(directory, key);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      report?.(`${path} cannot be read (${errorCode(error) || 'no reason given'}); the call is made again`);
      return null;
    }
    const response = parseEntry(text, key);
    if (response === null) report?.(`${path} is damaged; the call is made again`);
    return response;
  }

  async function put(key: string, entry: CacheEntry): Promise<LanguageModelResponse> {
    const path = pathOf(directory, key);
    const { response, ...about } = entry;
    // As it was answered: the order of arguments is part of what a model wrote.
    const text = `${JSON.stringify({ version: 1, key, ...about, digest: digestOf(response), response })}\n`;
    if (redactor.holdsKey(text))
      throw new ModelCallError('bad_response', 'the answer holds a configured key');
    const folder = dirname(path);
    return attempt(path, async () => {
      ready ??= make(drafts).then(() => removeStale(drafts));
      await ready;
      await make(folder);
      const draft = join(drafts, `${process.pid}-${randomUUID()}`);
      try {
        await writeWhole(draft, text);
        for (;;) {
          if (await linkNew(draft, path)) {
            await syncFolder(folder);
            return response;
          }
          const first = await get(key);
          if (first) return first;
          // What stands there is damaged, and was reported.
          await rm(path, { force: true });
        }
      } finally {
        await rm(draft, { force: true });
      }
    });
  }
  async function requireRoom(): Promise<void> {
    const nearest = await nearestThatExists(directory);
    await attempt(directory, async () => {
      if (!(await stat(nearest)).isDirectory()) throw Object.assign(new Error(nearest), { code: 'ENOTDIR' });
      await access(nearest, constants.W_OK | constants.X_OK);
    });
  }
  return { get, put, requireRoom };
}

function pathOf(directory: string, key: string): string {
  if (!keyForm.test(key)) throw new Error(`'${key}' is no key of an answer`);
  // 256 folders: enough for millions of files, few enough to be made once.
  return join(directory, key.slice(0, 1), key.slice(1, 2), `${key}.json`);
}

/** Null where the text is not what was written. */
function parseEntry(text: string, key: string): LanguageModelResponse | null {
  try {
    const entry = JSON.parse(text) as Partial<Document> | null;
    if (entry?.version !== 1 || entry.key !== key || entry.response === undefined) return null;
    return entry.digest === digestOf(entry.response) ? entry.response : null;
  } catch {
    return null;
  }
}

function digestOf(response: LanguageModelResponse): string {
  return createHash('sha256').update(stringify(response)).digest('hex');
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    // Writes until all is written, and throws where the disk is full.
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a file its final name; false where another has it. */
async function linkNew(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error))) throw error;
  }
  // File systems without links: two writers at once may both think that they were first.
  if (await exists(path)) return false;
  await rename(draft, path);
  return true;
}

/** The folder, or the first above it that is there. */
async function nearestThatExists(path: string): Promise<string> {
  const above = dirname(path);
  return above === path || (await exists(path)) ? path : nearestThatExists(above);
}

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Some systems cannot open or sync a folder; the file itself is on the disk.
  } finally {
    await handle?.close();
  }
}

async function removeStale(drafts: string): Promise<void> {
  const now = Date.now();
  for (const name of await readdir(drafts)) {
    const path = join(drafts, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > staleMs) await rm(path, { force: true });
  }
}

async function attempt<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === '') throw error;
    throw new FileAccessError(
      'write',
      path,
      'Free it up or name another folder; what is kept already stays.',
      error,
    );
  }
}
