import type { Message, ToolCall, ToolDefinition, ToolResult } from './conversation.js';
import type { RepairAttempt } from './dataset-record.js';
import type { JsonPrimitive } from './json.js';
import type { JudgeScores } from './verdict.js';

/**
 * A conversation of others in the shape of a record. What only its maker knows (scenario, goals, semantics, sources) is not
 * there, and said not to be: everything that reads records tells it by `metadata.imported`.
 */
export type ImportedRecord = {
  readonly conversation_id: string;
  readonly messages: readonly Message[];
  readonly tool_calls: readonly ToolCall[];
  readonly tool_outputs: readonly ToolResult[];
  readonly tools: readonly ToolDefinition[];
  readonly provenance: { readonly status: 'unknown' };
  readonly judge_scores?: JudgeScores;
  readonly passed?: boolean;
  readonly history?: readonly RepairAttempt[];
  readonly metadata: {
    readonly conversation_id: string;
    readonly schema_version: string;
    readonly imported: ImportedFrom;
    /** Messages, the system message not counted. */
    readonly num_turns: number;
    readonly num_tool_calls: number;
    readonly num_distinct_tools: number;
    /** Who judged and mended it here; whoever made it is unknown. */
    readonly agents?: { readonly [role: string]: string };
  };
};

/** Where a conversation of others came from, and what its source does not say. */
export type ImportedFrom = {
  /** Name of the format. */
  readonly format: string;
  /** Of the input's values, from 1. */
  readonly entry: number;
  /** Name of the file below the input, where that was a folder. */
  readonly file?: string;
  /** What the source does not hold at all, so that no rule about it can be checked. */
  readonly lacks: readonly ImportLack[];
  /** What a simulated user was told, where the source says it: what they may know. */
  readonly briefing?: string;
  /** What the source says of the conversation: its own reward, its task. */
  readonly notes?: { readonly [name: string]: JsonPrimitive };
};

export const importLacks = ['tools', 'results', 'answers'] as const;
/** `tools`: it offers none; `results`: no call is answered; `answers`: nobody answers the user. */
export type ImportLack = (typeof importLacks)[number];

/** Whether a value says that it is an imported record; its form is for the schema to judge. */
export function isImported(record: unknown): record is ImportedRecord {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, 'metadata')) return false;
  const { metadata } = record as { readonly metadata: unknown };
  return typeof metadata === 'object' && metadata !== null && Object.hasOwn(metadata, 'imported');
}
