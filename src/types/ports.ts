import type { ToolCall, ToolResult } from './conversation.js';
import type { DatasetRecord, RepairMethod } from './dataset-record.js';
import type { CorpusMemoryEntry } from './plan-row.js';
import type { Gates, JudgeScores } from './verdict.js';

/** Answers tool calls, offline, from one consistent world per conversation. Never calls anything for real. */
export interface Executor {
  execute(call: ToolCall): ToolResult;
}

/** Scores a finished record. The offline implementation is a rubric of rules; a model may stand behind it instead. */
export interface Judge {
  /** `offline-rubric@<version>`, or the model's id. */
  readonly id: string;
  /** `attempt` counts how often this conversation was judged before: a model is asked anew, rules don't mind. Default 0. */
  judge(record: DatasetRecord, gates: Gates, attempt?: number): Promise<JudgeScores>;
}

/** Mends a record that failed its gates; never adds a value without a source. */
export interface Repairer {
  /** `offline`, or the model's id. */
  readonly id: string;
  /** Tried once before this one, and not counted among its attempts: what costs nothing comes first. */
  readonly first?: Repairer;
  /** `attempt` counts from 1. Null where it can do nothing (more). What a model spoils is a repair without a record. */
  repair(record: DatasetRecord, scores: JudgeScores, attempt: number): Promise<Repair | null>;
}

export type Repair = {
  readonly method: RepairMethod;
  /** `offline`, or the model that wrote it. */
  readonly agent: string;
  /** Null where nothing of it could be taken over. */
  readonly record: DatasetRecord | null;
  readonly changed: readonly string[];
  /** What was refused, failed, or is beyond this repairer, in words. */
  readonly notes: readonly string[];
  /** Why there is no record. */
  readonly problem?: 'refused' | 'failed' | 'beyond_text';
};

/**
 * Remembers goals, in plan order, so that rows know what earlier ones near them ask for. Filled and asked one call after the
 * other: what a search looks at includes every entry whose `add` has been awaited, or the last of them where a store is
 * bounded and says so, and nothing of another run.
 * A store behind a server throws `MemoryStoreError` when the server fails.
 */
export interface MemoryStore {
  /** Scope `session`: this conversation; `corpus`: all rows planned so far. */
  add(scope: MemoryScope, entry: MemoryEntry): Promise<void>;
  /** Most similar first, at most `limit`; ties by insertion order. */
  search(scope: MemoryScope, query: string, limit: number): Promise<readonly MemoryEntry[]>;
  /** Gives back what the store holds outside this process. Never throws; harmless when called twice. */
  close(): Promise<void>;
}

export type MemoryScope = 'session' | 'corpus';
export type MemoryEntry = CorpusMemoryEntry;
