import { isJsonObject } from '../json/is-json-object.js';
import { lineText } from '../json/line-text.js';
import type { DatasetRecord, RecordMetadata } from '../types/dataset-record.js';
import type { JsonObject, JsonValue } from '../types/json.js';

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
  return toLineParts(record).join('');
}

/**
 * A record's line in pieces, to be written one after the other. What is the same in many records — tool definitions,
 * semantics — was made into text before; and a piece of plain letters stays short in memory beside one of others.
 */
export function toLineParts(record: DatasetRecord): string[] {
  const parts: string[] = [];
  let mark = '{';
  for (const key of recordKeys) {
    const value = record[key];
    if (value === undefined) continue;
    parts.push(`${mark}"${key}":${memberText(key, value)}`);
    mark = ',';
  }
  const members = record as { readonly [key: string]: unknown };
  for (const key of Object.keys(record)) {
    if (listed.has(key) || members[key] === undefined) continue;
    parts.push(`${mark}${lineText(key)}:${lineText(members[key])}`);
    mark = ',';
  }
  parts.push(mark === '{' ? '{}' : '}');
  return parts;
}

const listed: ReadonlySet<string> = new Set(recordKeys);

function memberText(key: (typeof recordKeys)[number], value: unknown): string {
  if ((key === 'tools' || key === 'tool_outputs') && Array.isArray(value)) return listText(value);
  if (key === 'semantics' && isJsonObject(value)) return objectText(value);
  return lineText(key === 'metadata' && isJsonObject(value) ? inOrder(value, metadataKeys) : value);
}

function listText(members: readonly unknown[]): string {
  let text = '[';
  for (const member of members) text += text === '[' ? lineText(member) : `,${lineText(member)}`;
  return `${text}]`;
}

function objectText(members: JsonObject): string {
  let text = '{';
  for (const name of Object.keys(members)) {
    if (members[name] === undefined) continue;
    text += `${text === '{' ? '' : ','}${lineText(name)}:${lineText(members[name])}`;
  }
  return `${text}}`;
}

/** The same members with those of `keys` first; the object itself where they are so already. */
function inOrder(value: JsonObject, keys: readonly string[]): JsonObject {
  let place = 0;
  let isInOrder = true;
  for (const key of Object.keys(value)) {
    while (place < keys.length && keys[place] !== key) place += 1;
    if (place === keys.length) isInOrder = false;
  }
  if (isInOrder) return value;
  const entries = new Map(Object.entries(value));
  const first = keys.flatMap((key): [string, JsonValue][] => {
    const member = entries.get(key);
    return member === undefined ? [] : [[key, member]];
  });
  return Object.fromEntries(new Map([...first, ...entries]));
}
