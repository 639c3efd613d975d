import { isJsonObject } from '../json/is-json-object.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import type { JsonObject } from '../types/json.js';
import type { Violation } from '../types/verdict.js';
import { type Columns, marks } from './columns.js';
import type { ColumnNames } from './page-data.js';

/** What one record gives to lists, filters and distributions. */
export type Facets = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly locale: string;
  readonly pattern: string;
  readonly phenomena: readonly string[];
  readonly calls: number;
  readonly turns: number;
  readonly words: number;
  /** Null where the record does not tell its difficulty. */
  readonly depth: number | null;
  readonly fanIn: number | null;
  readonly offered: number;
  /** Mean score; null where nothing judged. */
  readonly score: number | null;
  readonly passed: boolean;
  readonly failedGates: readonly string[];
  readonly isImported: boolean;
  readonly isTwin: boolean;
  readonly hasToolError: boolean;
  readonly tools: readonly string[];
};

/** Reads them off a record of anyone's; what it does not say is 0, empty or `unknown`. Never throws. */
export function readFacets(record: JsonObject, view: RecordView | null): Facets {
  const metadata = isJsonObject(record.metadata) ? record.metadata : {};
  const difficulty = isJsonObject(metadata.difficulty) ? metadata.difficulty : null;
  const scores = isJsonObject(record.judge_scores) ? record.judge_scores : {};
  const locale = view?.locale ?? 'unknown';
  const spoken = (view?.messages ?? []).filter(({ role }) => role === 'user' || role === 'assistant');
  const words = spoken.reduce((sum, { text }) => sum + toWords(text, locale).length, 0);
  const first = spoken.find(({ role }) => role === 'user')?.text ?? spoken[0]?.text ?? '';
  return {
    id: nameOf(record.conversation_id),
    title: copyOf(first.replace(/\s+/g, ' ').trim().slice(0, longestTitle)),
    domain: nameOf(metadata.domain),
    locale: nameOf(locale),
    pattern: nameOf(metadata.pattern_type),
    phenomena: [
      ...new Set(
        (Array.isArray(record.phenomena) ? record.phenomena : [])
          .filter(isJsonObject)
          .map(({ name }) => nameOf(name)),
      ),
    ],
    calls: view?.calls.length ?? 0,
    turns: spoken.filter(({ role }) => role === 'user').length,
    words: Math.round(words / unitsPerWord(locale)),
    depth: difficulty === null ? null : numberOf(difficulty.depth),
    fanIn: difficulty === null ? null : numberOf(difficulty.fan_in),
    offered: Array.isArray(record.tools) ? record.tools.length : 0,
    score: typeof scores.mean_score === 'number' ? scores.mean_score : null,
    passed: scores.passed === true,
    failedGates: Array.isArray(scores.failed_gates) ? scores.failed_gates.map(nameOf) : [],
    isImported: isJsonObject(metadata.imported),
    isTwin: view?.isTwin ?? false,
    hasToolError: view?.calls.some(({ errorType }) => errorType !== null) ?? false,
    tools: [...new Set(view?.calls.map(({ name }) => nameOf(name)) ?? [])],
  };
}

/** The view of a record, or null where reading it fails. */
export function viewOf(record: unknown): RecordView | null {
  try {
    return readRecordView(record);
  } catch {
    return null;
  }
}

/** Columns that grow, by some hundred bytes a conversation. */
export type ColumnsBuilder = {
  /** The row that it became. */
  add(facets: Facets, place: { dataset: number; line: number; violations: readonly Violation[] }): number;
  readonly columns: () => Columns;
  readonly names: () => ColumnNames;
};

const longestTitle = 140;
/** Names of phenomena and gates beyond this many are one: bits of a number are not endless. */
const mostBits = 30;
const mostNames = 60_000;

/** `keepsTexts`: ids and titles too, which take the most room. */
export function createColumns(keepsTexts = true): ColumnsBuilder {
  const [domains, locales, patterns, tools] = [mostNames, mostNames, mostNames, mostNames].map(
    createNames,
  ) as [Names, Names, Names, Names];
  const [phenomena, gates] = [createNames(mostBits), createNames(mostBits)];
  const [ids, titles]: [string[], string[]] = [[], []];
  let count = 0;
  const lists = {
    lines: createList(),
    datasets: createList(),
    domains: createList(),
    locales: createList(),
    patterns: createList(),
    phenomena: createList(),
    calls: createList(),
    turns: createList(),
    words: createList(),
    depths: createList(),
    scores: createList(),
    gates: createList(),
    laws: createList(),
    marks: createList(),
    toolStarts: createList(),
    tools: createList(),
  };
  lists.toolStarts.push(0);
  const bits = (names: Names, given: readonly string[]): number =>
    given.reduce((sum, name) => sum | (1 << names.numberOf(name)), 0);
  return {
    add(facets, { dataset, line, violations }) {
      count += 1;
      if (keepsTexts) {
        ids.push(copyOf(facets.id));
        titles.push(facets.title);
      }
      lists.lines.push(line);
      lists.datasets.push(dataset);
      lists.domains.push(domains.numberOf(facets.domain));
      lists.locales.push(locales.numberOf(facets.locale));
      lists.patterns.push(patterns.numberOf(facets.pattern));
      lists.phenomena.push(bits(phenomena, facets.phenomena));
      lists.calls.push(facets.calls);
      lists.turns.push(facets.turns);
      lists.words.push(facets.words);
      lists.depths.push(facets.depth ?? -1);
      lists.scores.push(Math.round((facets.score ?? 0) * 100));
      lists.gates.push(bits(gates, facets.failedGates));
      lists.laws.push(violations.reduce((sum, { law }) => sum | (1 << law), 0));
      lists.marks.push(
        (facets.isImported ? marks.imported : 0) |
          (facets.isTwin ? marks.twin : 0) |
          (facets.hasToolError ? marks.toolError : 0) |
          (facets.passed ? marks.passed : 0),
      );
      for (const tool of facets.tools) lists.tools.push(tools.numberOf(tool));
      lists.toolStarts.push(lists.tools.length());
      return count - 1;
    },
    columns: () => ({
      count,
      ids,
      titles,
      lines: lists.lines.values(),
      datasets: lists.datasets.values(),
      domains: lists.domains.values(),
      locales: lists.locales.values(),
      patterns: lists.patterns.values(),
      phenomena: lists.phenomena.values(),
      calls: lists.calls.values(),
      turns: lists.turns.values(),
      words: lists.words.values(),
      depths: lists.depths.values(),
      scores: lists.scores.values(),
      gates: lists.gates.values(),
      laws: lists.laws.values(),
      marks: lists.marks.values(),
      toolStarts: lists.toolStarts.values(),
      tools: lists.tools.values(),
    }),
    names: () => ({
      domains: domains.names(),
      locales: locales.names(),
      patterns: patterns.names(),
      phenomena: phenomena.names(),
      gates: gates.names(),
      tools: tools.names(),
    }),
  };
}

type Names = { numberOf(name: string): number; names(): readonly string[] };

/** Numbers for names in the order of their first use; the last number is for all others. */
function createNames(most: number): Names {
  const numbers = new Map<string, number>();
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (numbers.size >= most) return most - 1;
      const isLast = numbers.size === most - 1;
      numbers.set(isLast ? 'others' : copyOf(name), numbers.size);
      return numbers.size - 1;
    },
    names: () => [...numbers.keys()],
  };
}

function createList() {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === values.length) {
        const larger = new Int32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    length: () => length,
    values: () => values.subarray(0, length),
  };
}

/** A text that does not keep the line alive that it was cut from. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

function nameOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : 'unknown';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.max(0, Math.min(1e6, Math.round(value)))
    : 0;
}
