import { createRandom } from '../../src/random/random.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { Violation } from '../../src/types/verdict.js';
import { applyMutant } from './mutant.js';
import { mutants } from './mutants.js';

/** How one operator fared. `caught` + `caughtByOther` + `missed` = `applied`. */
export type OperatorResult = {
  readonly name: string;
  readonly law: number;
  /** Records that it was tried on and found nothing in that it can prove to break. */
  notApplicable: number;
  applied: number;
  /** With a violation of the law that the operator names. */
  caught: number;
  caughtByOther: number;
  missed: number;
  /** Mutated records by law that some violation names, laws 0 to 8. */
  readonly byLaw: number[];
  /** `conversation_id` of the first few that were not caught by the law named. */
  readonly escaped: string[];
};

export type ChaosOptions = {
  /** Operators applied to each record; all of them where it is left out. */
  readonly perRecord?: number;
  readonly seed: number;
};

export type Chaos = {
  /** Mutates one record that keeps every law. The operators that applied least so far go first. */
  readonly add: (record: DatasetRecord, index: number) => void;
  readonly results: readonly OperatorResult[];
};

/** Holds a validator to operators that each break a law: pass `validateRecord`. */
export function createChaos(
  validate: (record: unknown) => readonly Violation[],
  { perRecord = mutants.length, seed }: ChaosOptions,
): Chaos {
  const results = mutants.map(({ name, law }) => emptyResult(name, law));
  const order = mutants.map((_, index) => index);
  return {
    results,
    add(record, index) {
      let left = perRecord;
      // Tried often and never applied must not stand in the way of those that apply.
      const effort = ({ applied, notApplicable }: OperatorResult): number => applied + notApplicable / 8;
      order.sort((a, b) => effort(at(results, a)) - effort(at(results, b)) || a - b);
      for (const position of order) {
        if (left === 0) break;
        const [mutant, result] = [at(mutants, position), at(results, position)];
        const mutated = applyMutant(mutant, record, createRandom(`${seed}/${mutant.name}/${index}`));
        if (mutated === null) {
          result.notApplicable += 1;
          continue;
        }
        left -= 1;
        note(result, record.conversation_id, validate(mutated));
      }
    },
  };
}

function note(result: OperatorResult, id: string, violations: readonly Violation[]): void {
  result.applied += 1;
  const laws = new Set(violations.map(({ law }) => law));
  for (const law of laws) result.byLaw[law] = (result.byLaw[law] ?? 0) + 1;
  if (laws.has(result.law as Violation['law'])) result.caught += 1;
  else {
    if (laws.size > 0) result.caughtByOther += 1;
    else result.missed += 1;
    if (result.escaped.length < 5) result.escaped.push(id);
  }
}

/** Adds up the results of several runs over parts of a file. */
export function mergeResults(parts: readonly (readonly OperatorResult[])[]): OperatorResult[] {
  const sums = mutants.map(({ name, law }) => emptyResult(name, law));
  for (const part of parts) {
    for (const [position, result] of part.entries()) {
      const sum = at(sums, position);
      sum.notApplicable += result.notApplicable;
      sum.applied += result.applied;
      sum.caught += result.caught;
      sum.caughtByOther += result.caughtByOther;
      sum.missed += result.missed;
      for (const [law, count] of result.byLaw.entries()) sum.byLaw[law] = (sum.byLaw[law] ?? 0) + count;
      sum.escaped.push(...result.escaped.slice(0, 5 - sum.escaped.length));
    }
  }
  return sums;
}

/** The confusion table of operator × law for people; `!` marks an operator of which something got away from its law. */
export function renderResults(results: readonly OperatorResult[]): string {
  const laws = [0, 1, 2, 3, 4, 5, 6, 8];
  const head = `${'operator'.padEnd(36)} law  applied   caught  other  missed     n/a  ${laws.map((law) => `L${law}`.padStart(6)).join('')}`;
  const rows = [...results]
    .sort((a, b) => a.law - b.law || (a.name < b.name ? -1 : 1))
    .map((result) => {
      const cells = laws.map((law) => {
        const count = result.byLaw[law] ?? 0;
        return (count === 0 ? '·' : String(count)).padStart(6);
      });
      const mark = result.applied > result.caught ? '!' : ' ';
      return `${result.name.padEnd(36)} ${String(result.law).padStart(3)} ${String(result.applied).padStart(8)} ${String(result.caught).padStart(8)} ${String(result.caughtByOther).padStart(6)} ${String(result.missed).padStart(7)} ${String(result.notApplicable).padStart(7)} ${mark}${cells.join('')}`;
    });
  const sum = (pick: (result: OperatorResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  const total = `${results.length} operators, ${sum(({ applied }) => applied)} mutated records: ${sum(({ caught }) => caught)} caught by the law named, ${sum(({ caughtByOther }) => caughtByOther)} by another only, ${sum(({ missed }) => missed)} missed`;
  return [head, ...rows, total].join('\n');
}

function emptyResult(name: string, law: number): OperatorResult {
  return {
    name,
    law,
    notApplicable: 0,
    applied: 0,
    caught: 0,
    caughtByOther: 0,
    missed: 0,
    byLaw: Array.from({ length: 9 }, () => 0),
    escaped: [],
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}
