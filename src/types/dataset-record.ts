import type { Message, ToolCall, ToolDefinition, ToolResult } from './conversation.js';
import type { JsonObject, PointerPattern } from './json.js';
import type { DistractorShare, Locale, PatternType, PhenomenonName, SamplingMode } from './plan-row.js';
import type { AnswerProvenance, ArgumentProvenance } from './provenance.js';
import type { Scenario } from './scenario.js';
import type { Filter, Intent } from './tool-registry.js';
import type { TwinDifference } from './twin.js';
import type { JudgeScores } from './verdict.js';

/** Version of the record format, `metadata.schema_version`. */
export const recordSchemaVersion = '1.0.0';

/** One line of the dataset: the wire format of product.md §3, keys in this order. */
export type DatasetRecord = {
  readonly conversation_id: string;
  readonly messages: readonly Message[];
  readonly tool_calls: readonly ToolCall[];
  readonly tool_outputs: readonly ToolResult[];
  readonly tools: readonly ToolDefinition[];
  readonly scenario: Scenario;
  readonly goal: readonly GoalEntry[];
  readonly semantics: { readonly [callName: string]: EndpointSemantics };
  readonly phenomena: readonly PhenomenonEvidence[];
  readonly provenance: {
    readonly arguments: readonly ArgumentProvenance[];
    readonly answers: readonly AnswerProvenance[];
  };
  readonly judge_scores?: JudgeScores;
  readonly passed?: boolean;
  readonly history?: readonly RepairAttempt[];
  readonly metadata: RecordMetadata;
};

/** One thing the user asked for, in a form that a checker can decide from the record alone. */
export type GoalEntry = {
  /** What was asked, in words. */
  readonly text: string;
  /** Index of the user message that asks it. */
  readonly message: number;
  readonly outcome: 'achieved' | 'declined' | 'unreachable';
  /** Set unless achieved. */
  readonly reason?: 'no_tool' | 'policy' | 'not_confirmed' | 'error' | 'empty';
  /**
   * What must be told: an assistant text after a successful call of `name` with at least these `arguments` holds a value
   * of its output at or below `pointer` (law 6 and 2 say that it holds it truly).
   */
  readonly told: readonly GoalFact[];
  /** What must have changed: a successful call of `name` with at least these `arguments`. */
  readonly changed: readonly GoalFact[];
  /** Ids of the calls made for it, suppliers included. */
  readonly calls: readonly string[];
};

export type GoalFact = {
  readonly name: string;
  readonly arguments: JsonObject;
  /** Only in `told`: pattern into the output, `''` for anything in it. */
  readonly pointer?: PointerPattern;
};

/** What a checker must know of an endpoint to hold the world to account. */
export type EndpointSemantics = {
  readonly entity: string | null;
  readonly action: Intent;
  readonly response: 'declared' | 'inferred';
  /** Where the response shows entities; the first is the endpoint's own. */
  readonly objects: readonly {
    readonly at: PointerPattern;
    readonly entity: string;
    readonly id_field: string | null;
  }[];
  /** Parameters are named here and below by their names, values inside objects by their pointers: `/customer/id`. */
  readonly id_parameter: string | null;
  /** `field` is relative to the first object. */
  readonly filters: readonly Filter[];
  /** Parameter → field of the entity's object, for writes. */
  readonly writes: readonly { readonly parameter: string; readonly field: string }[];
  readonly counts: readonly { readonly pointer: PointerPattern; readonly of: PointerPattern }[];
  /** Parameter that bounds how many members an answer holds; null when there is none. */
  readonly limit_parameter: string | null;
  readonly irreversible: boolean;
  /** The name by which the catalog lets models call it; absent where it gives none. Exports use it. */
  readonly function_name?: string;
};

/** A phenomenon that the record exercises, and the messages that show it. */
export type PhenomenonEvidence = { readonly name: PhenomenonName; readonly messages: readonly number[] };

/** One try at mending a record that failed its gates. Keys from `method` on are absent in records of older versions. */
export type RepairAttempt = {
  /** From 1, over all evaluations of the record. */
  readonly attempt: number;
  readonly mean_score_before: number;
  /** Null where nothing was judged: the attempt failed, changed nothing or broke a law. */
  readonly mean_score_after: number | null;
  /** What it changed, in words, with the message. */
  readonly changed: readonly string[];
  readonly kept: boolean;
  readonly method?: RepairMethod;
  /** `offline`, or the model that wrote it. */
  readonly agent?: string;
  readonly scores_before?: RepairScores;
  readonly scores_after?: RepairScores | null;
  /** Set where it was not kept. */
  readonly not_kept?: RepairOutcome;
  /** What was refused, failed, or is beyond this way of mending, in words. */
  readonly notes?: readonly string[];
  /** The record was judged anew since, with other scores; only attempts before all others may say so. */
  readonly superseded?: true;
};

/** `mechanical`: by rule; `surgical`: single texts by a model; `rewrite`: all texts by a model. Calls stay in each. */
export type RepairMethod = 'mechanical' | 'surgical' | 'rewrite';

/**
 * `no_better`: judged, and no better than what was there; `broke_law`: it would add a violation; `refused`: nothing of it
 * could be taken over; `failed`: no usable answer of the model; `beyond_text`: texts cannot mend what is wrong.
 */
export type RepairOutcome = 'no_better' | 'broke_law' | 'refused' | 'failed' | 'beyond_text';

export type RepairScores = Pick<JudgeScores, 'tool_correctness' | 'task_completion' | 'naturalness'>;

export type RecordMetadata = {
  readonly conversation_id: string;
  readonly seed: number;
  readonly schema_version: string;
  /** Tool ids of the calls, sorted, each once. */
  readonly tool_ids_used: readonly string[];
  /** Messages, the system message not counted. */
  readonly num_turns: number;
  /**
   * Assistant messages without calls whose text asks (holds `?` or `？`, or ends in か。), whose next message is a user
   * message that some argument's source points into, and that opens no goal of `goal`.
   */
  readonly num_clarification_questions: number;
  /** Share of calls after the first with at least one argument from an earlier output; null with fewer than two calls. */
  readonly memory_grounding_rate: number | null;
  readonly corpus_memory_enabled: boolean;
  /**
   * The first that fits: no call; one call; `parallel` (a message with two calls); a search or retrieve and later a create,
   * update, delete or execute; a search or retrieve and later a compare; calls of two tools; else sequential.
   */
  readonly pattern_type: PatternType;
  readonly sampling_mode: SamplingMode;
  /** Category of the first called endpoint's tool, else of the first offered. */
  readonly domain: string;
  /** Endpoint ids of the calls, in call order. */
  readonly endpoint_ids: readonly string[];
  readonly num_tool_calls: number;
  readonly num_distinct_tools: number;
  readonly difficulty: Difficulty;
  /** Which offered tools were planned as distractors: no path of data links leads from them to anything needed. By name. */
  readonly distractors?: readonly DistractorClaim[];
  readonly locale: Locale;
  readonly agents: { readonly [role in AgentRole]: string };
  /** Id of the base record, on the base and on its variants. */
  readonly twin_group?: string;
  /** On variants only. */
  readonly twin_difference?: TwinDifference;
};

export type AgentRole = 'planner' | 'user' | 'assistant' | 'judge' | 'repair';

/** How hard the conversation is, each part countable from the record. */
export type Difficulty = {
  /** Longest path of calls that feed each other, in calls. */
  readonly depth: number;
  /** Most earlier calls that one call's arguments come from. */
  readonly fan_in: number;
  readonly calls: number;
  readonly clarifications: number;
  /** Tools offered and never called. */
  readonly distractors: number;
  /**
   * How near those are to the called ones, 0–1 rounded to 2 decimals: each scores a third for the tool of a called one (the
   * part of the name before `::`), a third for its entity, a third for a word of three letters or more in both names after
   * `::`; the best over the called ones, averaged over the distractors. 0 without calls or distractors.
   */
  readonly distractor_similarity: number;
};

/** An offered tool that is not needed, and what it shares with one that is. */
export type DistractorClaim = {
  readonly name: string;
  readonly endpoint_id: string;
  readonly shares: DistractorShare;
};
