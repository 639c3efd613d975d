import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import type { FakeRequest, FakeTool } from '../../fake-request.js';
import { keyedChance, keyedPick } from '../../keyed-chance.js';
import type { JudgeErrors } from '../../server-options.js';
import { fillSchema } from '../fill-schema.js';
import type { Rules } from '../reply-by-rules.js';
import { type Defect, type Dimension, dimensions, findDefects } from './find-defects.js';
import { readTranscript } from './read-transcript.js';

export function isJudgeForm({ schema }: FakeTool): boolean {
  return [...dimensions, 'reasoning'].every((name) => Object.hasOwn(schema.properties ?? {}, name));
}

/** Scores the conversation in the last user message by its plain defects; a wrong judge is wrong by the call's id. */
export function fillJudgeForm(
  request: FakeRequest,
  { schema }: FakeTool,
  { seed, policy }: Rules,
): JsonObject {
  const prompt = request.messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const transcript = readTranscript(prompt);
  const seen = transcript === null ? [] : findDefects(transcript);
  const key = [seed, request.callId];
  const defects = policy.judgeErrors === null ? seen : err(seen, request, policy.judgeErrors, key);
  const filled = Object.entries(schema.properties ?? {}).map(([name, property]): [string, JsonValue] => {
    const dimension = dimensions.find((one) => one === name);
    if (dimension !== undefined) return [name, fillScore(property, dimension, defects, key)];
    return [name, name === 'reasoning' ? fillReasoning(property, defects) : fillSchema(property)];
  });
  return Object.fromEntries(filled);
}

/** What a judge sees who overlooks defects, and finds them where none are, at known rates. */
function err(
  seen: readonly Defect[],
  request: FakeRequest,
  { truth, missRate, falseAlarmRate }: JudgeErrors,
  key: readonly (string | number)[],
): readonly Defect[] {
  const kind = truth ? truth(request) : seen.length > 0 ? 'seen' : null;
  if (kind === null) {
    if (keyedChance('alarm', ...key) >= falseAlarmRate) return [];
    return [{ dimension: keyedPick(dimensions, 'alarm at', ...key), says: 'something seems wrong' }];
  }
  const rate =
    typeof missRate === 'number' ? missRate : Object.hasOwn(missRate, kind) ? (missRate[kind] ?? 0) : 0;
  if (keyedChance('miss', ...key) < rate) return [];
  return seen.length > 0
    ? seen
    : [{ dimension: keyedPick(dimensions, 'miss at', ...key), says: `there is ${kind}` }];
}

/** Between the schema's bounds, 1 and 5 without any: near the top, far down where something is wrong. */
function fillScore(
  schema: JsonSchema,
  dimension: Dimension,
  defects: readonly Defect[],
  key: readonly (string | number)[],
): JsonValue {
  if (schema.properties !== undefined) return fillScoreObject(schema, dimension, defects, key);
  const numbers = (schema.enum ?? []).filter((value) => typeof value === 'number');
  const top = numbers.length > 0 ? Math.max(...numbers) : (schema.maximum ?? 5);
  const bottom = numbers.length > 0 ? Math.min(...numbers) : (schema.minimum ?? 1);
  const found = defects.filter((defect) => defect.dimension === dimension).length;
  const step = (top - bottom) / 4;
  const whole = schema.type === 'integer' || numbers.length > 0;
  const slack = whole ? 0 : (step * Math.floor(keyedChance('slack', dimension, ...key) * 5)) / 10;
  const score = found === 0 ? top - slack : Math.max(bottom, top - step * (2 + found));
  return whole ? Math.round(score) : Math.round(score * 10) / 10;
}

function fillScoreObject(
  { properties = {} }: JsonSchema,
  dimension: Dimension,
  defects: readonly Defect[],
  key: readonly (string | number)[],
): JsonObject {
  const own = defects.filter((defect) => defect.dimension === dimension);
  const filled = Object.entries(properties).map(([name, property]): [string, JsonValue] => [
    name,
    property.type === 'string' ? fillReasoning(property, own) : fillScore(property, dimension, own, key),
  ]);
  return Object.fromEntries(filled);
}

function fillReasoning(schema: JsonSchema, defects: readonly Defect[]): JsonValue {
  const says = defects
    .map((defect) => `${defect.dimension}: ${defect.says}.`)
    .slice(0, 8)
    .join(' ');
  const text = says === '' ? 'Each call fits its tool and the answers follow from the results.' : says;
  return schema.type === 'array' ? [text] : text.slice(0, schema.maxLength ?? text.length);
}
