import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommitOperation } from '@huggingface/hub';
import { PushError } from '../errors/push-error.js';
import { UsageError } from '../errors/usage-error.js';
import { cardName, manifestName, readManifest } from './package-manifest.js';
import { tableNames } from './package-tables.js';
import { preferenceTable } from './preference-table.js';

export type PushOptions = {
  readonly folder: string;
  /** `<owner>/<name>`. */
  readonly repository: string;
  readonly token: string;
  /** Of a Hub of one's own; null: huggingface.co. */
  readonly endpoint: string | null;
  /** Who sees a dataset that is made by this; one that exists stays as it is. */
  readonly isPublic: boolean;
  readonly signal?: AbortSignal;
};

export type PushReport = {
  readonly url: string;
  readonly files: number;
  /** Tables of an earlier upload that were removed. */
  readonly removed: number;
};

/** `HF_TOKEN`, or why there is none, in words that show nothing of it. Throws `UsageError`. */
export function requireToken(token: string | undefined): string {
  if (token === undefined || token === '') throw new UsageError('--push needs HF_TOKEN.', tokenAdvice);
  if (!token.startsWith('hf_')) throw new UsageError('HF_TOKEN is no token of the Hub.', tokenAdvice);
  const odd = token.search(/[^\x21-\x7e]/);
  if (odd === -1) return token;
  const what = /\s/.test(token.charAt(odd)) ? 'a space or line break' : 'no letter, digit or mark of ASCII';
  throw new UsageError(
    `HF_TOKEN is no token of the Hub: its character ${odd + 1} is ${what}.`,
    'Copy it again, without quotes and without anything behind it.',
  );
}

const tokenAdvice =
  'Set it to a token with the right to write, as https://huggingface.co/settings/tokens makes them; it begins with hf_.';

/**
 * Uploads a package as one commit; tables of an earlier one that are not in it go, since they would be loaded with it. Throws
 * `FileAccessError` where the folder is no package, and `PushError`.
 */
export async function pushPackage(options: PushOptions): Promise<PushReport> {
  const { folder, repository, token, endpoint, signal } = options;
  const { files, title } = await readManifest(folder);
  const paths = [...files.map(({ path }) => path), manifestName, cardName];
  const hub = await import('@huggingface/hub');
  const repo = { type: 'dataset', name: repository } as const;
  const access = {
    accessToken: token,
    ...(endpoint === null ? {} : { hubUrl: endpoint.replace(/\/+$/, '') }),
  };
  try {
    await hub
      .createRepo({ repo, ...access, visibility: options.isPublic ? 'public' : 'private' })
      .catch((error: unknown) => {
        if (!(error instanceof hub.HubApiError && error.statusCode === 409)) throw error;
      });
    const kept = new Set(paths);
    const removed: CommitOperation[] = [];
    for await (const { path, type } of hub.listFiles({ repo, ...access, recursive: true }))
      if (type === 'file' && isTable(path) && !kept.has(path)) removed.push({ operation: 'delete', path });
    const added = paths.map(
      (path): CommitOperation => ({
        ...{ operation: 'addOrUpdate', path },
        content: pathToFileURL(resolve(join(folder, path))),
      }),
    );
    const done = await hub.commit({
      ...{ repo, ...access, title: `Upload ${title}`.slice(0, 200), operations: [...removed, ...added] },
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    const url = done?.commit.url ?? `${endpoint ?? 'https://huggingface.co'}/datasets/${repository}`;
    return { url, files: added.length, removed: removed.length };
  } catch (error) {
    throw new PushError(repository, describe(error, token));
  }
}

function isTable(path: string): boolean {
  return (
    path.endsWith('.parquet') &&
    [...tableNames, preferenceTable].some((table) => path.startsWith(`${table}/`))
  );
}

/** What went wrong in one line; a key that an answer gives back does not get out. */
function describe(error: unknown, token: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const message = error instanceof Error ? `${error.message}${cause}` : String(error);
  return message.replaceAll(token, '…').replace(/\s+/g, ' ').slice(0, 500).replace(/\.$/, '');
}
