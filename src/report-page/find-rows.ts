import { type Columns, marks } from './columns.js';
import type { Filter } from './filter.js';
import type { ColumnNames } from './page-data.js';

/**
 * The conversations that a filter lets through, in file order; its text is not looked at. Runs in the page and on the
 * server. Some milliseconds for 10,000.
 */
export function findRows(columns: Columns, names: ColumnNames, filter: Filter): Uint32Array {
  const tests = testsOf(columns, names, filter);
  const found = new Uint32Array(columns.count);
  let count = 0;
  for (let row = 0; row < columns.count; row += 1) {
    if (!tests.every((test) => test(row))) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}

type Test = (row: number) => boolean;

function testsOf(columns: Columns, names: ColumnNames, filter: Filter): Test[] {
  const tests: Test[] = [];
  const { dataset, domain, locale, pattern, phenomenon, tool, score, gate, law, kind } = filter;
  if (dataset !== '') tests.push((row) => columns.datasets[row] === Number(dataset));
  equals(tests, columns.domains, names.domains, domain);
  equals(tests, columns.locales, names.locales, locale);
  equals(tests, columns.patterns, names.patterns, pattern);
  holdsBit(tests, columns.phenomena, names.phenomena, phenomenon);
  if (tool !== '') tests.push(callsTool(columns, names, tool));
  for (const [range, column] of [
    [filter.calls, columns.calls],
    [filter.turns, columns.turns],
    [filter.words, columns.words],
    [filter.depth, columns.depths],
  ] as const) {
    if (range === '') continue;
    const [least, most] = readRange(range);
    tests.push((row) => (column[row] ?? 0) >= least && (column[row] ?? 0) <= most);
  }
  if (score !== '') {
    const [least, most] = readRange(score);
    tests.push((row) => {
      const value = (columns.scores[row] ?? 0) / 100;
      return value > 0 && value >= least && value <= most;
    });
  }
  if (gate === 'passed') tests.push((row) => ((columns.marks[row] ?? 0) & marks.passed) !== 0);
  else if (gate === 'failed') tests.push((row) => (columns.gates[row] ?? 0) !== 0);
  else if (gate === 'unjudged') tests.push((row) => columns.scores[row] === 0);
  else holdsBit(tests, columns.gates, names.gates, gate);
  if (law === 'kept') tests.push((row) => columns.laws[row] === 0);
  else if (law === 'broken') tests.push((row) => columns.laws[row] !== 0);
  else if (law !== '') tests.push((row) => ((columns.laws[row] ?? 0) & (1 << Number(law))) !== 0);
  if (kind === 'base') tests.push((row) => ((columns.marks[row] ?? 0) & marks.twin) === 0);
  else if (kind !== '' && Object.hasOwn(marks, kind)) {
    const bit = marks[kind as keyof typeof marks];
    tests.push((row) => ((columns.marks[row] ?? 0) & bit) !== 0);
  }
  return tests;
}

function equals(tests: Test[], column: ArrayLike<number>, names: readonly string[], wanted: string): void {
  if (wanted === '') return;
  const place = names.indexOf(wanted);
  tests.push((row) => column[row] === place);
}

function holdsBit(tests: Test[], column: ArrayLike<number>, names: readonly string[], wanted: string): void {
  if (wanted === '') return;
  const place = names.indexOf(wanted);
  tests.push((row) => place !== -1 && ((column[row] ?? 0) & (1 << place)) !== 0);
}

/** Conversations that call a tool whose name holds the words asked for. */
function callsTool({ tools, toolStarts }: Columns, names: ColumnNames, wanted: string): Test {
  const text = wanted.toLowerCase();
  const exact = names.tools.indexOf(wanted);
  const fits = new Set(
    exact !== -1
      ? [exact]
      : names.tools.flatMap((name, place) => (name.toLowerCase().includes(text) ? [place] : [])),
  );
  return (row) => {
    const end = toolStarts[row + 1] ?? 0;
    for (let at = toolStarts[row] ?? 0; at < end; at += 1) if (fits.has(tools[at] ?? -1)) return true;
    return false;
  };
}

/** `3`, `3-5`, `6-` or `-2`. What is none of these lets nothing through. */
function readRange(text: string): readonly [number, number] {
  const [, first = '', dash = '', second = ''] =
    /^(\d*(?:\.\d+)?)(-?)(\d*(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  if (first === '' && second === '') return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const least = first === '' ? Number.NEGATIVE_INFINITY : Number(first);
  if (dash === '') return [least, least];
  return [least, second === '' ? Number.POSITIVE_INFINITY : Number(second)];
}
