import type { ToolCall, ToolResult } from './conversation.js';
import type { DatasetRecord } from './dataset-record.js';
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

/** Mends a record that failed its gates. Returns null where it can do nothing; never adds a value without a source. */
export interface Repairer {
  readonly id: string;
  repair(
    record: DatasetRecord,
    scores: JudgeScores,
  ): Promise<{ readonly record: DatasetRecord; readonly changed: readonly string[] } | null>;
}

/** Remembers goals, in plan order, so that later rows can be steered away from them. */
export interface MemoryStore {
  /** Scope `session`: this conversation; `corpus`: all rows planned so far. */
  add(scope: MemoryScope, entry: MemoryEntry): void;
  /** Most similar first, at most `limit`; ties by insertion order. */
  search(scope: MemoryScope, query: string, limit: number): readonly MemoryEntry[];
}

export type MemoryScope = 'session' | 'corpus';
export type MemoryEntry = CorpusMemoryEntry;
