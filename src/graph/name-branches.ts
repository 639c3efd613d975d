import { normalWords } from '../concepts/concept-index.js';
import { contentWords, qualifiers } from '../concepts/name-nouns.js';

/** An endpoint of a tool, as far as its branch goes. */
export type Named = { readonly id: string; readonly name: string };

/**
 * The branch of a tool that each of its endpoints belongs to: `nba`, `nfl` where the tool has "NBA team roster", "NBA schedule",
 * "NFL team roster", "NFL schedule", or the same names twice, for one path and another. What one branch numbers means nothing
 * in another. By endpoint id; those of no branch are left out. A word is a branch where others stand before what it stands
 * before, at least twice; verbs and things are none.
 */
export function nameBranches(
  endpoints: readonly Named[],
  isNoun: (word: string) => boolean,
): ReadonlyMap<string, string> {
  const spoken = endpoints.slice(0, mostEndpoints).map(({ id, name }) => ({ id, words: normalWords(name) }));
  const startsOf = new Map<string, Set<string>>();
  for (const { words } of spoken)
    for (const start of startsIn(words, isNoun)) {
      const key = words.join(' ').slice(start.length + 1);
      startsOf.set(key, (startsOf.get(key) ?? new Set()).add(start));
    }
  const meetings = new Map<string, number>();
  for (const starts of startsOf.values())
    if (starts.size > 1) for (const start of starts) meetings.set(start, (meetings.get(start) ?? 0) + 1);
  const branches = new Set([...meetings].flatMap(([start, count]) => (count < 2 ? [] : [start])));
  const found = pathBranches(endpoints.slice(0, mostEndpoints));
  if (branches.size > 1)
    for (const { id, words } of spoken) {
      const start = startsIn(words, isNoun).findLast((one) => branches.has(one));
      if (start !== undefined) found.set(id, start);
    }
  return found;
}

/** Of endpoints whose name is not theirs alone: what their id holds beyond it, which their paths gave. */
function pathBranches(endpoints: readonly Named[]): Map<string, string> {
  const groups = new Map<string, string[]>();
  for (const { id, name } of endpoints) groups.set(name, [...(groups.get(name) ?? []), id]);
  const repeated = [...groups.values()].filter((ids) => ids.length > 1);
  if (repeated.length < 2) return new Map();
  return new Map(
    repeated.flatMap((ids) => {
      const shortest = ids.reduce((one, other) => (other.length < one.length ? other : one));
      return ids.map((id): [string, string] => [id, id.slice(shortest.length + 1).split('_')[0] ?? '']);
    }),
  );
}

/** No tool has more. */
const mostEndpoints = 2_000;

/** The first word of a name, and its first two, where they may name a branch: `ice hockey`. */
function startsIn(words: readonly string[], isNoun: (word: string) => boolean): readonly string[] {
  const [first, second] = words;
  if (first === undefined || words.length < 2 || isPlain(first, isNoun)) return [];
  if (second === undefined || words.length < 3 || isPlain(second, isNoun)) return [first];
  return [first, `${first} ${second}`];
}

function isPlain(word: string, isNoun: (word: string) => boolean): boolean {
  return qualifiers.has(word) || contentWords(word).length === 0 || isVerb.test(word) || isNoun(word);
}

const isVerb =
  /^(?:create|add|update|edit|delete|remove|set|send|check|convert|calculate|generate|download|upload|export|import|extract|validate|verify|count|track|compare|analyze|detect|predict|request|filter|sort|post|put|patch)$/;
