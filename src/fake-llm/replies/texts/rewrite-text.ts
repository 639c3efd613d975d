import { keyedChance, keyedPick } from '../../keyed-chance.js';
import { isJapanese } from '../words.js';

export type RewriteSettings = {
  readonly key: readonly (string | number)[];
  /** Share of texts that lose a value, 0–1. */
  readonly breakRate: number;
};

/** The same text in other words: an opening more, the sentences as they were. Now and then a value gets lost, as models do. */
export function rewriteText(text: string, { key, breakRate }: RewriteSettings): string {
  if (text.trim() === '') return text;
  const whole = keyedChance('break', ...key) < breakRate ? loseValue(text) : text;
  if (isJapanese(whole))
    return `${keyedPick(['そうですね、', 'ええと、', 'では、'], 'opening', ...key)}${whole}`;
  const opening = keyedPick(['Well,', 'All right,', 'So,', 'Okay,', 'Right,'], 'opening', ...key);
  return `${opening} ${startsWithName(whole) ? whole : whole.charAt(0).toLowerCase() + whole.slice(1)}`;
}

/** Whether the first word keeps its capital inside a sentence: "I", an abbreviation, or a name for all we know. */
function startsWithName(text: string): boolean {
  const [first = '', second = ''] = text.split(/\s+/, 2);
  return !plainStarts.has(first.replace(/[^A-Za-z]/g, '').toLowerCase()) || /^[A-Z]/.test(second);
}

const plainStarts = new Set(
  'a an the there here this that it please could can would what which how when where do does is are show find get tell yes no you your my we they'.split(
    ' ',
  ),
);

/** Changes the last number, else the last word that has a capital; else the last word goes. */
function loseValue(text: string): string {
  const number = /\d(?=\D*$)/.exec(text);
  if (number) {
    const other = String((Number(number[0]) + 1) % 10);
    return text.slice(0, number.index) + other + text.slice(number.index + 1);
  }
  const words = text.split(' ');
  const named = words.findLastIndex((word, index) => index > 0 && /^[A-Z]/.test(word));
  return words.filter((_, index) => index !== (named < 0 ? words.length - 1 : named)).join(' ');
}
