import type { LoadedFile } from '../ingest/load-files.js';
import type { ToolName } from '../registry/name-tools.js';
import type { Share } from './create-share.js';

/** What the thread of a share is told: see `Share`. All but the first are answered. */
export type ShareMessage =
  | { readonly type: 'read'; readonly files: readonly LoadedFile[] }
  | { readonly type: 'heads' }
  | { readonly type: 'build'; readonly names: readonly (ToolName | null)[] };

/** By the type of the message. */
export type ShareAnswers = {
  readonly heads: ReturnType<Share['heads']>;
  readonly build: ReturnType<Share['build']>;
};

/** What the thread is started with. */
export type ShareData = {
  /** Folder of the knowledge. */
  readonly configDirectory: string;
};
