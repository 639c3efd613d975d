/** What lists and filters need of each conversation, one list a property, in the same order. Names stand as numbers. */
export type Columns = {
  readonly count: number;
  readonly ids: readonly string[];
  /** Begin of the first user text. */
  readonly titles: readonly string[];
  /** Line of the file, from 1. */
  readonly lines: ArrayLike<number>;
  /** 0, or 1 for the second of two. */
  readonly datasets: ArrayLike<number>;
  readonly domains: ArrayLike<number>;
  readonly locales: ArrayLike<number>;
  readonly patterns: ArrayLike<number>;
  /** One bit a name. */
  readonly phenomena: ArrayLike<number>;
  readonly calls: ArrayLike<number>;
  readonly turns: ArrayLike<number>;
  readonly words: ArrayLike<number>;
  /** -1 where the record does not tell. */
  readonly depths: ArrayLike<number>;
  /** Mean score times 100; 0 where nothing judged. */
  readonly scores: ArrayLike<number>;
  /** Gates that failed, one bit a name. */
  readonly gates: ArrayLike<number>;
  /** Laws broken, one bit a law. */
  readonly laws: ArrayLike<number>;
  /** Bits of `marks`. */
  readonly marks: ArrayLike<number>;
  /** Where the tools of a conversation begin in `tools`; one more than there are conversations. */
  readonly toolStarts: ArrayLike<number>;
  /** Tools called, as numbers of names. */
  readonly tools: ArrayLike<number>;
};

export const marks = { imported: 1, twin: 2, toolError: 4, passed: 8 } as const;

/** One conversation in a list. */
export type Row = {
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly dataset: number;
  readonly domain: number;
  readonly locale: number;
  readonly phenomena: number;
  readonly calls: number;
  readonly turns: number;
  readonly score: number;
  readonly gates: number;
  readonly laws: number;
  readonly marks: number;
};

export function rowOf(columns: Columns, row: number): Row {
  return {
    row,
    id: columns.ids[row] ?? '',
    title: columns.titles[row] ?? '',
    dataset: columns.datasets[row] ?? 0,
    domain: columns.domains[row] ?? 0,
    locale: columns.locales[row] ?? 0,
    phenomena: columns.phenomena[row] ?? 0,
    calls: columns.calls[row] ?? 0,
    turns: columns.turns[row] ?? 0,
    score: columns.scores[row] ?? 0,
    gates: columns.gates[row] ?? 0,
    laws: columns.laws[row] ?? 0,
    marks: columns.marks[row] ?? 0,
  };
}
