import { UsageError } from '../errors/usage-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';

export type RecordFilter = {
  /** Whether a record is one of those asked for; `violations` are what the validator found in it. */
  takes(record: unknown, violations: readonly Violation[]): boolean;
  /** Of each word that no record had so far, in a sentence: what they have instead. */
  unmet(): readonly string[];
};

/**
 * Conditions between commas, all of which must hold: `phenomenon=refusal`, `tool!=hotels`, `calls>=5`, `score<3.5`. Words are
 * found anywhere in a value, whatever their case; `text` looks into what is said. Throws `UsageError`.
 */
export function parseRecordFilter(conditions: readonly string[]): RecordFilter {
  const parsed = conditions.map(parseCondition);
  return {
    takes(record, violations) {
      const view = readRecordView(record);
      // Each of them sees each record: what is there is told where one is met by none.
      return view !== null && parsed.filter(({ test }) => !test(view, violations)).length === 0;
    },
    unmet: () => parsed.flatMap(({ unmet }) => unmet() ?? []),
  };
}

type Condition = {
  readonly test: (view: RecordView, violations: readonly Violation[]) => boolean;
  /** Null where it was met, or could be met by anything. */
  readonly unmet: () => string | null;
};

function parseCondition(condition: string): Condition {
  const [, key = '', operator = '', wanted = ''] =
    /^\s*([a-z_]+)\s*(!=|>=|<=|=|<|>)\s*(.*?)\s*$/s.exec(condition) ?? [];
  const words = wordsOf.get(key);
  if (words !== undefined && wanted !== '' && (operator === '=' || operator === '!='))
    return createWordCondition(key, words, wanted, operator === '=');
  const number = numbersOf.get(key);
  const bound = Number(wanted);
  if (number !== undefined && operator !== '' && wanted !== '' && Number.isFinite(bound))
    return {
      test(view, violations) {
        const value = number(view, violations);
        return value !== null && compare(value, operator, bound);
      },
      unmet: () => null,
    };
  throw new UsageError(
    `--filter holds "${condition.slice(0, 60)}", which is no condition.`,
    `Conditions are such as phenomenon=refusal or calls>=5. Words: ${[...wordsOf.keys()].join(', ')}. Numbers: ${[...numbersOf.keys()].join(', ')}.`,
  );
}

/** Values that are told where none of them is the one that was sought. */
const mostValues = 40;

function createWordCondition(
  key: string,
  words: Part<readonly string[]>,
  wanted: string,
  isSought: boolean,
): Condition {
  const sought = wanted.toLowerCase();
  const values = new Set<string>();
  let isMet = false;
  let hasMore = false;
  return {
    test(view, violations) {
      const found = words(view, violations);
      const holds = found.some((word) => word.toLowerCase().includes(sought));
      isMet ||= holds;
      if (!isMet && !unlisted.has(key)) {
        for (const word of found) {
          const value = word.slice(0, longestValue);
          if (values.size < mostValues || values.has(value)) values.add(value);
          else hasMore = true;
        }
      }
      return holds === isSought;
    },
    unmet() {
      if (isMet) return null;
      const told = `No record has ${key}=${wanted.slice(0, longestValue)}`;
      if (unlisted.has(key)) return `${told}.`;
      if (values.size === 0) return `${told}: there is no ${key} in any of them.`;
      const list = [...values].sort().join(', ');
      return `${told}. There is ${key}: ${list}${hasMore ? ', and others' : ''}.`;
    },
  };
}

const longestValue = 80;

/** Every record has its own. */
const unlisted: ReadonlySet<string> = new Set(['id', 'text']);

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
