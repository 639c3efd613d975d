import { normalWords } from '../concepts/concept-index.js';
import { contentWords, qualifiers } from '../concepts/name-nouns.js';

/**
 * The branch of a tool that each of its endpoints' names starts with: `nba`, `nfl` where the tool has "NBA team roster", "NBA
 * schedule", "NFL team roster", "NFL schedule". What one branch numbers means nothing in another. By name; names of no branch
 * are left out. Two words are branches where they stand before the same words at least twice; verbs and things are none.
 */
export function nameBranches(
  names: readonly string[],
  isNoun: (word: string) => boolean,
): ReadonlyMap<string, string> {
  const startsOf = new Map<string, Set<string>>();
  const spoken = names.slice(0, mostNames).map((name) => ({ name, words: normalWords(name) }));
  for (const { words } of spoken) {
    for (const start of startsIn(words, isNoun)) {
      const key = words.join(' ').slice(start.length + 1);
      startsOf.set(key, (startsOf.get(key) ?? new Set()).add(start));
    }
  }
  const meetings = new Map<string, number>();
  for (const starts of startsOf.values()) {
    const sorted = [...starts].sort();
    for (const [at, left] of sorted.entries())
      for (const right of sorted.slice(at + 1, at + mostRivals))
        meetings.set(`${left}|${right}`, (meetings.get(`${left}|${right}`) ?? 0) + 1);
  }
  const branches = new Set([...meetings].flatMap(([pair, count]) => (count < 2 ? [] : pair.split('|'))));
  return new Map(
    spoken.flatMap(({ name, words }): (readonly [string, string])[] => {
      const start = startsIn(words, isNoun).findLast((one) => branches.has(one));
      return start === undefined ? [] : [[name, start]];
    }),
  );
}

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

/** No tool has more endpoints; no words are preceded by more branches. */
const mostNames = 2_000;
const mostRivals = 40;
