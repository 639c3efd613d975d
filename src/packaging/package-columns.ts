import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';

export type ColumnType = 'json' | 'text' | 'texts' | 'whole' | 'number' | 'truth';

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  /** False where a row may have none. */
  readonly required: boolean;
  /** For people. */
  readonly says: string;
};

/** What a row is made of, beside messages and tools. */
export type PackedRecord = { readonly record: JsonObject; readonly tokens: number };

type Filled = Column & { readonly value: (packed: PackedRecord) => JsonValue };

/** What rows can be filtered by, in the order of the columns. */
export const filterColumns: readonly Filled[] = [
  text('conversation_id', 'id of the conversation', ({ record }) => record.conversation_id, true),
  text('domain', 'category of the first called tool', fromMetadata('domain')),
  text('pattern', 'shape of its calls', fromMetadata('pattern_type')),
  text('mode', 'how its chain was drawn', fromMetadata('sampling_mode')),
  text('locale', 'language', fromMetadata('locale')),
  {
    ...{ name: 'phenomena', type: 'texts', required: true, says: 'what it exercises' },
    value: ({ record }) => phenomenaOf(record),
  },
  whole('num_turns', 'messages, the system message not counted', countTurns),
  whole('num_tool_calls', 'calls', countCalls),
  whole('num_distinct_tools', 'different endpoints called', countDistinct),
  whole('num_tools', 'tools offered', ({ record }) => listOf(record.tools).length),
  whole('num_untrained', 'assistant messages with weight 0', ({ record }) => untrainedIn(record)),
  whole('num_tokens', 'tokens, tools included', ({ tokens }) => tokens),
  number('difficulty_depth', 'longest path of calls that feed each other', difficulty('depth')),
  number('difficulty_fan_in', 'most earlier calls that feed one', difficulty('fan_in')),
  number('difficulty_clarifications', 'questions that it takes', difficulty('clarifications')),
  number('difficulty_distractors', 'tools offered and not called', difficulty('distractors')),
  number('difficulty_distractor_similarity', 'how near those are, 0–1', difficulty('distractor_similarity')),
  text('twin_group', 'id of the base that variants differ from', fromMetadata('twin_group')),
  text('twin_difference', 'how a variant differs', ({ record }) => differenceOf(record)),
  number('score_tool_correctness', 'judge, 1–5', score('tool_correctness')),
  number('score_task_completion', 'judge, 1–5', score('task_completion')),
  number('score_naturalness', 'judge, 1–5', score('naturalness')),
  number('score_mean', 'judge, 1–5', score('mean_score')),
  {
    ...{ name: 'passed', type: 'truth', required: false, says: 'whether it passed all gates of the judge' },
    value: ({ record }) => (typeof record.passed === 'boolean' ? record.passed : null),
  },
  text('imported_from', 'format that it was imported from', ({ record }) => importedFrom(record)),
];

/** What a record holds beside its conversation, as it stands there, with the tools' own names. */
export const proofColumns: readonly Column[] = [
  proof('scenario', 'persona, goal, what the user knows and holds back'),
  proof('goal', 'what was asked, machine-checkable'),
  proof('semantics', 'what a checker must know of each endpoint'),
  proof('phenomena', 'what it exercises, with the messages that show it'),
  proof('provenance', 'the source of each argument and of each fact in an answer'),
  proof('judge_scores', 'scores with their reasons'),
  proof('passed', 'the verdict'),
  proof('history', 'repairs'),
  proof('metadata', 'counts, labels, agents'),
];

export function importedFrom(record: JsonObject): string | null {
  const { imported } = metadataOf(record);
  return isJsonObject(imported) && typeof imported.format === 'string' ? imported.format : null;
}

export function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

function text(
  name: string,
  says: string,
  value: (packed: PackedRecord) => JsonValue | undefined,
  required = false,
): Filled {
  return {
    ...{ name, type: 'text', required, says },
    value(packed) {
      const found = value(packed);
      return typeof found === 'string' ? found.toWellFormed() : null;
    },
  };
}

function whole(name: string, says: string, value: (packed: PackedRecord) => number): Filled {
  return { ...{ name, type: 'whole', required: true, says }, value };
}

function number(name: string, says: string, value: (packed: PackedRecord) => JsonValue | undefined): Filled {
  return {
    ...{ name, type: 'number', required: false, says },
    value(packed) {
      const found = value(packed);
      return typeof found === 'number' ? found : null;
    },
  };
}

function proof(name: string, says: string): Column {
  return { name, type: 'json', required: false, says };
}

function fromMetadata(key: string): (packed: PackedRecord) => JsonValue | undefined {
  return ({ record }) => metadataOf(record)[key];
}

function difficulty(key: string): (packed: PackedRecord) => JsonValue | undefined {
  return ({ record }) => {
    const { difficulty: parts } = metadataOf(record);
    return isJsonObject(parts) ? parts[key] : undefined;
  };
}

function score(key: string): (packed: PackedRecord) => JsonValue | undefined {
  return ({ record }) => (isJsonObject(record.judge_scores) ? record.judge_scores[key] : undefined);
}

function differenceOf(record: JsonObject): JsonValue | undefined {
  const { twin_difference: difference } = metadataOf(record);
  return isJsonObject(difference) ? difference.kind : undefined;
}

function phenomenaOf({ phenomena }: JsonObject): string[] {
  return listOf(phenomena).flatMap(({ name }) => (typeof name === 'string' ? [name.toWellFormed()] : []));
}

function countTurns({ record }: PackedRecord): number {
  return listOf(record.messages).filter(({ role }) => role !== 'system').length;
}

function countCalls({ record }: PackedRecord): number {
  return callNames(record).length;
}

function countDistinct({ record }: PackedRecord): number {
  return new Set(callNames(record)).size;
}

/** Of its calls in order. */
export function callNames(record: JsonObject): string[] {
  return listOf(record.messages).flatMap(({ tool_calls: calls }) =>
    listOf(calls).map(({ name }) => String(name)),
  );
}

export function untrainedIn(record: JsonObject): number {
  return listOf(record.messages).filter(({ role, weight }) => role === 'assistant' && weight === 0).length;
}

export function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
