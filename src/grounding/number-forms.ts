import { inGroups } from '../language/values/say-quantity.js';
import { inEnglish, inKanji } from '../record-view/spell-number.js';
import type { Normalization } from '../types/provenance.js';
import type { ViewLanguage } from './conversation-view.js';
import type { SpokenForm } from './spoken-forms.js';

/** Part of a number that may be rounded away. */
const roundedAway = 0.02;

/** A number in digits with and without groups, in words, with fewer digits behind the point, and in large units. */
export function numberForms(value: number, { language, words }: ViewLanguage): SpokenForm[] {
  if (!Number.isFinite(value)) return [];
  const forms: SpokenForm[] = [];
  const add = (text: string, normalization?: Normalization): void => {
    forms.push({ text, kind: 'number', ...(normalization ? { normalization } : {}) });
  };
  const plain = String(value);
  add(plain);
  if (plain.includes('e')) return forms;
  const group = language.orthography.digitGroup;
  const number: Normalization = { name: 'number' };
  if (Math.abs(value) >= 1000) add(inGroups(plain, group), number);
  const decimals = plain.split('.')[1]?.length ?? 0;
  if (decimals < 2) {
    for (let digits = decimals + 1; digits <= 2; digits += 1) {
      add(value.toFixed(digits), number);
      if (Math.abs(value) >= 1000) add(inGroups(value.toFixed(digits), group), number);
    }
  }
  for (let digits = decimals - 1; digits >= 0; digits -= 1) {
    const text = value.toFixed(digits);
    // Nobody means 4.6 by 5.
    if (Math.abs(Number(text) - value) > Math.abs(value) * roundedAway) break;
    const round: Normalization = { name: 'round', options: { digits } };
    for (const each of [text, text.includes('.') ? text.replace(/\.?0+$/, '') : text]) {
      add(each, round);
      if (Math.abs(value) >= 1000) add(inGroups(each, group), round);
    }
  }
  if (Number.isInteger(value) && value >= 0) {
    for (const word of wordsOf(value, language)) add(word, number);
    if (language.orthography.spaces && value > 0 && value < 1000) add(`${value}${endingOf(value)}`, number);
  }
  for (const [word, scale] of words.scales) {
    const part = value / scale;
    if (part >= 1 && part < 10_000 && Number.isInteger(part * 100))
      add(`${part}${word.length === 1 ? '' : words.scaleGap}${word}`, number);
  }
  return forms;
}

function wordsOf(value: number, { orthography }: ViewLanguage['language']): string[] {
  if (!orthography.spaces) return value >= 1 && value < 100 ? [inKanji(value)] : [];
  const known = orthography.numberWords[value];
  if (value >= 100) {
    if (value === 100) return ['a hundred', 'one hundred'];
    if (value === 1000) return ['a thousand', 'one thousand'];
    return [];
  }
  const word = inEnglish(value);
  const extra =
    value === 12 ? ['a dozen'] : value === 2 ? ['a couple', 'both'] : value === 1 ? ['a single'] : [];
  return [...(known === undefined ? [] : [known]), word, word.replace('-', ' '), ...extra];
}

/** Of a place in a row, in figures: `1st`. */
function endingOf(value: number): string {
  const tens = Math.floor(value / 10) % 10;
  return tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
}
