import type { Message, ToolCall, ToolDefinition, ToolResult } from './conversation.js';
import type { RepairAttempt } from './dataset-record.js';
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
    readonly imported: {
      /** Name of the format. */
      readonly format: string;
      /** Of the file's conversations, from 1. */
      readonly entry: number;
    };
    /** Messages, the system message not counted. */
    readonly num_turns: number;
    readonly num_tool_calls: number;
    readonly num_distinct_tools: number;
  };
};
