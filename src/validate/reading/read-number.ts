import type { FactData } from '../facts/fact-data.js';
import { foldText } from './fold-text.js';
import { rememberReading } from './remember-reading.js';

/** All numbers that a text may mean as a whole: digits, separators, words, kanji, ordinals. Empty where it is no number. */
export const readNumbers = rememberReading(readAsNumbers);

function readAsNumbers(text: string, facts: FactData): readonly number[] {
  const folded = foldText(text).replace(/^([+-]?) /, '$1');
  const digits = readDigits(folded);
  if (digits.length > 0) return digits;
  const scaled = /^([+-]?[\d.,]+) ?([^\d\s.,]+)$/.exec(folded);
  if (scaled !== null) {
    const scale = facts.scales.get(scaled[2] ?? '');
    if (scale !== undefined)
      return readDigits(scaled[1] ?? '').map((value) => Number((value * scale).toPrecision(12)));
    if (/^(?:st|nd|rd|th)$/.test(scaled[2] ?? '')) return readDigits(scaled[1] ?? '');
  }
  const word = readWords(folded, facts) ?? readKanji(folded, facts);
  return word === null ? [] : [word];
}

/** `1,234.5`, `1 234`, `1.234,5`, `5`; a lone comma or point with three digits after it can be read both ways. */
function readDigits(text: string): number[] {
  const readings = new Set<number>();
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text) || /^[+-]?\.\d+$/.test(text)) readings.add(Number(text));
  if (/^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(text)) readings.add(Number(text.replace(/[, ]/g, '')));
  if (/^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text))
    readings.add(Number(text.replaceAll('.', '').replace(',', '.')));
  if (/^[+-]?\d+,\d{1,2}$/.test(text)) readings.add(Number(text.replace(',', '.')));
  return [...readings];
}

function readWords(text: string, facts: FactData): number | null {
  const whole = facts.numbers.get(text) ?? facts.ordinals.get(text);
  if (whole !== undefined) return whole;
  const words = text.split(/[\s-]+/).filter((word) => word !== 'and' && word !== 'a' && word !== 'an');
  if (words.length === 0 || words.length > 12) return null;
  let total = 0;
  let group = 0;
  let seen = false;
  for (const word of words) {
    const number = /^\d/.test(word)
      ? readDigits(word)[0]
      : (facts.numbers.get(word) ?? facts.ordinals.get(word));
    const scale = facts.scales.get(word);
    if (number !== undefined) group += number;
    else if (scale === undefined) return null;
    else if (scale === 100) group = Math.max(1, group) * 100;
    else {
      total += Math.max(1, group) * scale;
      group = 0;
    }
    seen = true;
  }
  return seen ? total + group : null;
}

const kanjiDigits = '〇一二三四五六七八九';

/** `二十三`, `3万5千`, `百二十`. */
function readKanji(text: string, facts: FactData): number | null {
  if (!/^[〇一二三四五六七八九十百千万億\d,.]+$/.test(text)) return null;
  let total = 0;
  let group = 0;
  let current: number | null = null;
  for (const part of text.match(/[\d.,]+|./g) ?? []) {
    const digit = kanjiDigits.indexOf(part);
    const scale = facts.scales.get(part) ?? 0;
    if (/^\d/.test(part)) current = readDigits(part)[0] ?? null;
    else if (digit >= 0) current = (current ?? 0) * 10 + digit;
    else if (scale >= 10_000) {
      total += (group + (current ?? (group === 0 ? 1 : 0))) * scale;
      group = 0;
      current = null;
    } else {
      group += (current ?? 1) * scale;
      current = null;
    }
  }
  return total + group + (current ?? 0);
}
