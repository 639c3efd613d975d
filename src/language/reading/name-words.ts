import pluralize from 'pluralize';
import type { NameReading } from '../data/language-data.js';
import { leadingVerb } from './leading-verb.js';

/**
 * Words of an endpoint's name that say something, lower-case, a verb at its end moved to the front: where things are only found
 * out, no other verb than one of finding out.
 */
export function nameWords(name: string, names: NameReading, findsOut = true): readonly string[] {
  return verbFirst(lastPart(name, names), names, findsOut);
}

/** Words that say nothing are left out where any other does: `get_copy` gets a copy, "Search (copy)" searches. */
function readable(words: readonly string[], names: NameReading): readonly string[] {
  const sayable = words.filter((word) => word !== '' && !names.unsayable.has(word));
  const telling = sayable.filter((word) => !names.noise.has(word));
  const [first = '', second = ''] = sayable;
  const isLone = telling.length === 1 && sayable.length === 2 && telling[0] === first;
  return isLone && names.verbs.has(first) && second.length > 3 && !lifeless.has(second) ? sayable : telling;
}

/** What catalogs call themselves is no thing of theirs. */
const lifeless: ReadonlySet<string> = new Set(
  'apis endpoint rapid rapidapi rest http https json html'.split(' '),
);

function verbFirst(words: readonly string[], names: NameReading, findsOut: boolean): readonly string[] {
  const first = words[0] ?? '';
  const isVerb =
    names.trailingVerbs.has(first) || names.readingVerbs.has(first) || names.changingVerbs.has(first);
  if (words.length < 2 || isVerb) return words;
  const verb = names.trailingVerbs.get(words.at(-1) ?? '');
  // A volatility stop stops nothing.
  if (verb === undefined || (findsOut && !names.readingVerbs.has(verb))) return words;
  if ((leadingVerb(words, names)?.length ?? 0) > 1) return words;
  return [verb, ...words.slice(0, -1)];
}

/**
 * Of a path its last two named segments, of a dotted name its last part; where that is no more than a verb (`messages.send`,
 * `users/list`), the verb before the part that it is done to.
 */
function lastPart(name: string, names: NameReading): readonly string[] {
  const isPath = name.includes('/');
  if (!isPath && !/^[\w.-]+$/.test(name)) return readable(splitName(name), names);
  const segments = (isPath ? name.split('/') : name.split('.')).filter(
    (segment) => segment !== '' && !(isPath && /[{}:<>]/.test(segment)),
  );
  const last = readable(splitName(segments.at(-1) ?? ''), names);
  const before = readable(splitName(segments.at(-2) ?? ''), names);
  const lead = leadingVerb(last, names);
  const isThing = before.length > 0 && leadingVerb(before, names)?.length !== before.length;
  if (lead !== null && isThing && lead.length === last.length)
    return [...last, ...(isOfMany(last) ? before : singular(before))];
  if (!isPath || (lead !== null && lead.length < last.length && names.trailingVerbs.has(last[0] ?? '')))
    return last;
  return [...before, ...last];
}

/** Whether the verb is one of finding many things. */
function isOfMany(verb: readonly string[]): boolean {
  return /^(?:list|search|find|browse|query)$/.test(verb[0] ?? '');
}

function singular(words: readonly string[]): readonly string[] {
  return [...words.slice(0, -1), pluralize.singular(words.at(-1) ?? '')];
}

function splitName(name: string): string[] {
  return (
    name
      .replace(/\([^)]*\)/g, ' ')
      .replace(/['\u2019]s\b/g, ' ')
      .replace(/I[Dd]s?\b/g, ' ')
      // `ETFs`: the plural of capitals is one word.
      .replace(/\b[A-Z]{2,}s\b/g, (plural) => plural.toLowerCase())
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
  );
}
