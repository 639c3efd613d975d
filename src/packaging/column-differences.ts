import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../types/json.js';

/** Counts by column the rows that say something else than they should, and keeps the first of each. */
export type ColumnDifferences = {
  readonly compare: (
    column: string,
    id: JsonValue | undefined,
    says: JsonValue | undefined,
    expected: JsonValue,
  ) => void;
  readonly sentences: () => string[];
};

/** `table`: how sentences begin; `other`: what rows are compared with. */
export function createColumnDifferences(table: string, other: string): ColumnDifferences {
  const wrong = new Map<string, { readonly first: string; rows: number }>();
  return {
    compare(column, id, says = null, expected) {
      if (isDeepStrictEqual(says, expected)) return;
      const known = wrong.get(column);
      if (known !== undefined) {
        known.rows += 1;
        return;
      }
      const [own, right] = partsThatDiffer(JSON.stringify(says), JSON.stringify(expected));
      const name = JSON.stringify(id ?? null).slice(0, 80);
      wrong.set(column, { first: `${name} says ${own}, ${other} ${right}`, rows: 1 });
    },
    sentences: () =>
      [...wrong].map(
        ([column, { first, rows }]) => `${table}column ${column} differs in ${rows} rows: ${first}`,
      ),
  };
}

/** Long texts from a little before they begin to differ. */
function partsThatDiffer(one: string, other: string): [string, string] {
  if (one.length <= mostShown && other.length <= mostShown) return [one, other];
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const begin = Math.max(0, at - shownBefore);
  const cut = (text: string): string =>
    `${begin > 0 ? '…' : ''}${text.slice(begin, begin + mostShown)}${begin + mostShown < text.length ? '…' : ''}`;
  return [cut(one), cut(other)];
}

const mostShown = 100;
const shownBefore = 20;
