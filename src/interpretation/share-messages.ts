import type { Hints, HintUse } from '../hints/hints.js';
import type { LoadedFile } from '../ingest/load-files.js';
import type { ToolName } from '../registry/name-tools.js';
import type { KnowledgeData } from '../types/knowledge.js';
import type { Refusal } from '../types/refusal.js';
import type { FileHeads } from './create-share.js';

/** What the thread of a share is told: see `Share`. All but the first are answered. */
export type ShareMessage =
  | { readonly type: 'read'; readonly files: readonly LoadedFile[] }
  | { readonly type: 'heads' }
  | { readonly type: 'build'; readonly names: readonly (ToolName | null)[] };

/** By the type of the message. */
export type ShareAnswers = {
  readonly heads: readonly FileHeads[];
  readonly build: {
    /** See `packRegistry`. */
    readonly registry: Uint8Array;
    /** Of each tool, in the order of the heads. */
    readonly refusals: readonly (readonly Refusal[])[];
    readonly use: HintUse;
  };
};

/** What the thread is started with. */
export type ShareData = {
  /** Read once, in the thread that starts the others. */
  readonly knowledge: KnowledgeData;
  readonly hints: Hints | null;
};
