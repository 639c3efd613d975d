import type { ViewLanguage } from './conversation-view.js';
import type { FoldedText } from './folded-text.js';

const sentenceEnd = /[.!?](?=\s)|[。！？\n]/;

/** Units of text on either side of a value in which words may speak of it. */
const reach = 45;

/**
 * How well the words around a stretch fit a label, 0–1: 0 where none of its words stands there, more the nearer one stands
 * and the more of them do.
 */
export function nearness(
  { folded }: FoldedText,
  start: number,
  end: number,
  label: string,
  view: ViewLanguage,
): number {
  const from = Math.max(0, start - reach);
  // What stands in another sentence speaks of something else.
  const before = folded.slice(from, start).split(sentenceEnd).at(-1) ?? '';
  const after = folded.slice(end, end + reach).split(sentenceEnd)[0] ?? '';
  const inside = folded.slice(start, end);
  let sum = 0;
  let nearest = 0;
  for (const words of wordsFor(label, view)) {
    let best = 0;
    for (const word of words) {
      const [left, right] = [lastWord(before, word), firstWord(after, word)];
      // A unit belongs to what is said: "2 nights".
      if (firstWord(inside, word) >= 0) best = 1;
      if (left >= 0) best = Math.max(best, 1 - (before.length - left - word.length) / (reach * 2));
      if (right >= 0) best = Math.max(best, 1 - right / (reach * 2));
    }
    sum += best;
    nearest = Math.max(nearest, best);
  }
  const words = wordsFor(label, view).length;
  return words === 0 ? 0 : nearest * 0.75 + (sum / words) * 0.25;
}

/** Latin words are met at their start only. */
function lastWord(text: string, word: string): number {
  let at = text.lastIndexOf(word);
  while (at > 0 && isLatin(word.charAt(0)) && isLatin(text.charAt(at - 1)))
    at = text.lastIndexOf(word, at - 1);
  return at;
}

function firstWord(text: string, word: string): number {
  let at = text.indexOf(word);
  while (at > 0 && isLatin(word.charAt(0)) && isLatin(text.charAt(at - 1))) at = text.indexOf(word, at + 1);
  return at;
}

function isLatin(character: string): boolean {
  return /[a-z]/.test(character);
}

/** Whether a text speaks of a label at all. */
export function speaksOf({ folded }: FoldedText, label: string, view: ViewLanguage): boolean {
  return wordsFor(label, view).some((words) => words.some((word) => firstWord(folded, word) >= 0));
}

const remembered = new WeakMap<ViewLanguage['language'], Map<string, readonly (readonly string[])[]>>();

/** The telling words of a label, each with the ways to say it. */
function wordsFor(label: string, { language }: ViewLanguage): readonly (readonly string[])[] {
  let known = remembered.get(language);
  if (known === undefined || known.size > 20_000) {
    known = new Map();
    remembered.set(language, known);
  }
  let words = known.get(label);
  if (words === undefined) {
    words = waysFor(label.toLowerCase(), language);
    known.set(label, words);
  }
  return words;
}

const small = new Set([
  'of',
  'the',
  'a',
  'an',
  'in',
  'at',
  'on',
  'to',
  'by',
  'for',
  'and',
  'or',
  'per',
  'id',
  'is',
  'has',
]);

function waysFor(label: string, { dictionary, counters, units }: ViewLanguage['language']): string[][] {
  const words = label.split(/[\s_-]+/).filter((word) => word.length > 1 && !small.has(word));
  const whole = dictionary.alone.get(label) ?? dictionary.words.get(label);
  const ways = words.map((word) => {
    const single = word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^s])s$/, '');
    return [
      stemOf(single.length > 3 ? single : word),
      ...[dictionary.words.get(word), dictionary.words.get(single), dictionary.alone.get(word)],
      ...[counters.get(single), units.get(word), units.get(single)],
    ].flatMap((way) => (way === undefined || way === '' ? [] : [withoutEnd(way, dictionary.droppedEnds)]));
  });
  return whole === undefined || whole === '' ? ways : [[whole], ...ways];
}

/** Without what ties it to the next word: 有効 of 有効な. */
function withoutEnd(word: string, ends: readonly string[]): string {
  const end = ends.find((each) => word.length > each.length + 1 && word.endsWith(each));
  return end === undefined ? word : word.slice(0, -end.length);
}

/** What the forms of an English word have in common: `rat` of rating, rated and rate. */
function stemOf(word: string): string {
  const stem = word.replace(/(?:ing|ed|e)$/, '');
  return stem.length >= 3 ? stem : word;
}
