import type { FactData } from '../facts/fact-data.js';
import { foldText } from './fold-text.js';

/** Words that may stand beside a label without changing what it says. */
const fillers = new Set([
  'the',
  'a',
  'an',
  'by',
  'of',
  'class',
  'type',
  'mode',
  'order',
  'sorted',
  'sort',
  'first',
  'option',
  'and',
  'in',
]);

/** What a member that orders by something may be said by alone: "cheapest first" for `price_asc`. */
const directions = new Set(['asc', 'desc', 'ascending', 'descending']);

/** Whether a text says a member of an enumeration: the same words whatever their case, or a phrase of the locale's labels. */
export function saysEnumLabel(text: string, member: string, facts: FactData): boolean {
  const said = wordsOf(text);
  const wanted = wordsOf(member);
  if (said.join('') === wanted.join('') || foldText(text) === foldText(member)) return true;
  if (wanted.length > 0 && sameWords(said, wanted)) return true;
  return phrasesOf(wanted, facts).some((phrase) => phrase === said.join(' ') || phrase === foldText(text));
}

function sameWords(said: readonly string[], wanted: readonly string[]): boolean {
  const bare = said.filter((word) => !fillers.has(word) || wanted.includes(word)).map(singular);
  const needed = wanted.filter((word) => !fillers.has(word)).map(singular);
  return needed.length > 0 && bare.length === needed.length && needed.every((word) => bare.includes(word));
}

/** `price_asc` → "price" with each phrase for `asc`, each phrase for the member itself, and each for its direction. */
function phrasesOf(words: readonly string[], facts: FactData): string[] {
  let phrases = [''];
  for (const word of words) {
    const ways = [word, ...(facts.labels.get(word) ?? [])];
    phrases = phrases.flatMap((start) => ways.map((way) => `${start} ${way}`.trim())).slice(0, 64);
  }
  const whole = facts.labels.get(words.join('_')) ?? [];
  // Of other words none says enough: "confirmed" does not say `not_confirmed`.
  const alone = words.filter((word) => directions.has(word)).flatMap((word) => facts.labels.get(word) ?? []);
  return [...phrases, ...whole, ...alone];
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_\-./]+/)
    .map(foldText)
    .filter((word) => word !== '');
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
