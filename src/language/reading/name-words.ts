import type { NameReading } from '../data/language-data.js';

/** Words of an endpoint's name that say something, lower-case, a verb at its end moved to the front. */
export function nameWords(name: string, names: NameReading): readonly string[] {
  const words = splitName(lastPart(name)).filter(
    (word) => word !== '' && !names.noise.has(word) && !names.unsayable.has(word),
  );
  if (words.length < 2 || names.verbs.has(words[0] ?? '')) return words;
  const verb = names.trailingVerbs.get(words.at(-1) ?? '');
  return verb === undefined ? words : [verb, ...words.slice(0, -1)];
}

/** Of a path its last two named segments, of a dotted name its last part. */
function lastPart(name: string): string {
  if (name.includes('/')) {
    const segments = name.split('/').filter((segment) => segment !== '' && !/[{}:<>]/.test(segment));
    return segments.slice(-2).join(' ');
  }
  return /^[\w.]+$/.test(name) ? (name.split('.').at(-1) ?? name) : name;
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
