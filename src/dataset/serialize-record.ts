import type { DatasetRecord, RecordMetadata } from '../types/dataset-record.js';

/** Top-level keys in the order of the record format; a key that is not listed keeps its place after them. */
const recordKeys = [
  'conversation_id',
  'messages',
  'tool_calls',
  'tool_outputs',
  'tools',
  'scenario',
  'goal',
  'semantics',
  'phenomena',
  'provenance',
  'judge_scores',
  'passed',
  'history',
  'metadata',
] as const satisfies readonly (keyof DatasetRecord)[];

const metadataKeys = [
  'conversation_id',
  'seed',
  'schema_version',
  'tool_ids_used',
  'num_turns',
  'num_clarification_questions',
  'memory_grounding_rate',
  'corpus_memory_enabled',
  'pattern_type',
  'sampling_mode',
  'domain',
  'endpoint_ids',
  'num_tool_calls',
  'num_distinct_tools',
  'difficulty',
  'distractors',
  'locale',
  'agents',
  'twin_group',
  'twin_difference',
] as const satisfies readonly (keyof RecordMetadata)[];

/**
 * One record as one line of JSON, without the newline, keys in fixed order. Line separators that JSON allows and
 * line-wise readers do not (U+2028, U+2029, U+0085) are escaped; lone surrogates are, too, so the line is valid UTF-8.
 */
export function serializeRecord(record: DatasetRecord): string {
  const ordered = inOrder({ ...record, metadata: inOrder(record.metadata, metadataKeys) }, recordKeys);
  const json = JSON.stringify(ordered);
  return separators.test(json) ? json.replace(everySeparator, escapeSeparator) : json;
}

const separators = /[\u0085\u2028\u2029]/;
const everySeparator = /[\u0085\u2028\u2029]/g;

function escapeSeparator(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function inOrder<T extends object>(value: T, keys: readonly string[]): T {
  const entries = new Map<string, unknown>(Object.entries(value));
  const ordered = new Map<string, unknown>();
  for (const key of keys) if (entries.has(key)) ordered.set(key, entries.get(key));
  for (const [key, member] of entries) if (!ordered.has(key)) ordered.set(key, member);
  return Object.fromEntries(ordered) as T;
}
