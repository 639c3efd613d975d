import type { JsonSchema } from '../../../types/json.js';
import { likeness, wordsOf } from '../words.js';
import { nameInJapanese } from './spoken-names.js';
import { labelOf } from './tell-results.js';

/** How well a label names a parameter, 0–1; from 0.5 on it may be meant. */
export function labelScore(label: string, name: string, { description = '' }: JsonSchema): number {
  if (/[\u3040-\u9fff]/.test(label)) return japaneseLabelScore(label, name);
  const words = wordsOf(label).map(role);
  const own = readName(name).words.map(role);
  const isId = own.at(-1) === 'id';
  // What describes an id, or names a thing, says what it is the id of, not the id.
  if (isId && !words.some((word) => /^(?:id|number|code|reference)$/.test(word))) return 0;
  const byName = likeness(words, own);
  if (byName > 0) return byName;
  const told = new Set(wordsOf(description.slice(0, 300)).map(role));
  return words.length > 0 && !isId && words.every((word) => told.has(word)) ? 0.5 : 0;
}

function japaneseLabelScore(label: string, name: string): number {
  const own = nameInJapanese(labelOf(name.replace(/_?\d$/, '')));
  if (own === label) return 1;
  return own.includes(label) || label.includes(own) ? 0.6 : 0;
}

const roles: { readonly [word: string]: string } = {
  ...{ from: 'start', departure: 'start', origin: 'start', since: 'start', begin: 'start' },
  ...{ to: 'end', destination: 'end', arrival: 'end', until: 'end' },
};

function role(word: string): string {
  return Object.hasOwn(roles, word) ? (roles[word] ?? word) : word;
}

/** Words of a parameter, and which of several it is: 2 for `hotel_id_2`, 0 where it is the only one. */
export function readName(name: string): { words: readonly string[]; place: number } {
  const words = wordsOf(name);
  const place = Number(words.at(-1));
  return words.length > 1 && place > 0 && place < 10
    ? { words: words.slice(0, -1), place }
    : { words, place: 0 };
}
