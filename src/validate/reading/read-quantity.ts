import type { FactData } from '../facts/fact-data.js';
import { foldText } from './fold-text.js';
import { readNumbers } from './read-number.js';
import { rememberReading } from './remember-reading.js';

/** A number with what stands around it: `$1,200`, `12 km`, `三件`. */
export type Quantity = {
  readonly value: number;
  /** Sign, code or unit before the number, folded; may be empty. */
  readonly before: string;
  /** Unit, counter or code after it, folded; may be empty. */
  readonly after: string;
};

/** All quantities that a text may mean as a whole. */
export const readQuantities = rememberReading(readAsQuantities);

function readAsQuantities(text: string, facts: FactData): readonly Quantity[] {
  const folded = foldText(text);
  return candidatesOf(folded, facts).filter(
    ({ before, after }) => standsBefore(before, facts) && standsAfter(after),
  );
}

/** Nothing, a currency, or a word that says how exact the number is: all else would hide a fact inside the quantity. */
function standsBefore(before: string, facts: FactData): boolean {
  return (
    /^(?:about|around|roughly|approximately|just|only|約)?$/.test(before) ||
    facts.currencySigns.has(before) ||
    facts.currencies.has(before)
  );
}

/** A unit of at most three words; a digit may only end one of them (`m2`). */
function standsAfter(after: string): boolean {
  return after.length <= 32 && after.split(' ').length <= 3 && !/(?:^|[^a-z])\d/.test(after);
}

function candidatesOf(folded: string, facts: FactData): Quantity[] {
  const plain = readNumbers(folded, facts).map((value) => ({ value, before: '', after: '' }));
  const digits = /^(\D{0,24}?)([+-]?\d(?:[\d,.]*\d)?)(.*)$/.exec(folded);
  if (digits === null) return [...plain, ...readWorded(folded, facts)];
  const [, before = '', number = '', rest = ''] = digits;
  const sign = before.trim().endsWith('-') ? -1 : 1;
  const after = rest.trim();
  const quantities = readNumbers(number, facts).map((value) => ({
    value: value * sign,
    before: before.replace('-', '').trim(),
    after,
  }));
  const word = after.split(' ')[0] ?? '';
  const scaleLength = facts.scales.has(word)
    ? word.length
    : facts.scales.has(after.slice(0, 1)) && !/[a-z]/.test(after.slice(0, 1))
      ? 1
      : 0;
  if (scaleLength > 0) {
    for (const value of readNumbers(`${number}${after.slice(0, scaleLength)}`, facts)) {
      quantities.push({
        value: value * sign,
        before: before.replace('-', '').trim(),
        after: after.slice(scaleLength).trim(),
      });
    }
  }
  return [...plain, ...quantities];
}

/** `three nights`, `twenty-five kilometres`, `三件`: the longest start that reads as a number, then at most four words. */
function readWorded(folded: string, facts: FactData): Quantity[] {
  const words = folded.split(' ');
  for (let length = Math.min(8, words.length - 1); length >= 1; length -= 1) {
    const values = readNumbers(words.slice(0, length).join(' '), facts);
    if (values.length > 0 && words.length - length <= 4) {
      return values.map((value) => ({ value, before: '', after: words.slice(length).join(' ') }));
    }
  }
  for (let length = Math.min(8, folded.length - 1); length >= 1; length -= 1) {
    const after = folded.slice(length);
    if (!facts.counters.includes(after)) continue;
    const values = readNumbers(folded.slice(0, length), facts);
    if (values.length > 0) return values.map((value) => ({ value, before: '', after }));
  }
  return [];
}
