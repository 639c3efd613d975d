import { UsageError } from '../errors/usage-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';

/** Whether a record is one of those asked for; `violations` are what the validator found in it. */
export type RecordFilter = (record: unknown, violations: readonly Violation[]) => boolean;

/**
 * Conditions between commas, all of which must hold: `phenomenon=refusal`, `tool!=hotels`, `calls>=5`, `score<3.5`. Words are
 * found anywhere in a value, whatever their case; `text` looks into what is said. Throws `UsageError`.
 */
export function parseRecordFilter(conditions: readonly string[]): RecordFilter {
  const tests = conditions.map(parseCondition);
  return (record, violations) => {
    const view = readRecordView(record);
    return view !== null && tests.every((test) => test(view, violations));
  };
}

type Test = (view: RecordView, violations: readonly Violation[]) => boolean;

function parseCondition(condition: string): Test {
  const [, key = '', operator = '', wanted = ''] =
    /^\s*([a-z_]+)\s*(!=|>=|<=|=|<|>)\s*(.*?)\s*$/s.exec(condition) ?? [];
  const words = wordsOf.get(key);
  if (words !== undefined && (operator === '=' || operator === '!=')) {
    const sought = wanted.toLowerCase();
    return (view, violations) =>
      words(view, violations).some((word) => word.toLowerCase().includes(sought)) === (operator === '=');
  }
  const number = numbersOf.get(key);
  const bound = Number(wanted);
  if (number !== undefined && operator !== '' && wanted !== '' && Number.isFinite(bound))
    return (view, violations) => {
      const value = number(view, violations);
      return value !== null && compare(value, operator, bound);
    };
  throw new UsageError(
    `--filter holds "${condition.slice(0, 60)}", which is no condition.`,
    `Conditions are such as phenomenon=refusal or calls>=5. Words: ${[...wordsOf.keys()].join(', ')}. Numbers: ${[...numbersOf.keys()].join(', ')}.`,
  );
}

function compare(value: number, operator: string, bound: number): boolean {
  switch (operator) {
    case '=':
      return value === bound;
    case '!=':
      return value !== bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    default:
      return value >= bound;
  }
}

type Part<Value> = (view: RecordView, violations: readonly Violation[]) => Value;

const wordsOf: ReadonlyMap<string, Part<readonly string[]>> = new Map<string, Part<readonly string[]>>([
  ['id', ({ id }) => [id]],
  ['text', ({ messages }) => messages.filter(({ role }) => role !== 'tool').map(({ text }) => text)],
  ['tool', ({ calls }) => calls.map(({ name }) => name)],
  ['phenomenon', ({ raw }) => namesIn(raw.phenomena)],
  ['domain', ({ raw }) => textsIn(metadataOf(raw).domain)],
  ['pattern', ({ raw }) => textsIn(metadataOf(raw).pattern_type)],
  ['mode', ({ raw }) => textsIn(metadataOf(raw).sampling_mode)],
  ['locale', ({ locale }) => [locale]],
  ['error', ({ calls }) => calls.flatMap(({ errorType }) => errorType ?? [])],
  ['gate', ({ raw }) => textsIn(scoresOf(raw).failed_gates)],
  ['passed', ({ raw }) => (typeof raw.passed === 'boolean' ? [raw.passed ? 'yes' : 'no'] : [])],
  ['rule', (_view, violations) => violations.map(({ rule }) => rule)],
]);

const numbersOf: ReadonlyMap<string, Part<number | null>> = new Map<string, Part<number | null>>([
  ['calls', ({ calls }) => calls.length],
  ['turns', ({ messages }) => messages.filter(({ role }) => role === 'user').length],
  ['score', ({ raw }) => numberIn(scoresOf(raw).mean_score)],
  ['violations', (_view, violations) => violations.length],
]);

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

function scoresOf({ judge_scores }: JsonObject): JsonObject {
  return isJsonObject(judge_scores) ? judge_scores : {};
}

function namesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => (isJsonObject(entry) ? textsIn(entry.name) : textsIn(entry)));
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'string' ? [value] : [];
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
