import { valueForms } from '../record-view/value-forms.js';

/** Whether a text holds a number in digits or words: what two texts say alike may then be two things. */
export function holdsNumber(text: string): boolean {
  return numbersIn(text).size > 0;
}

/** Whether a text is a number and nothing else, in digits or words. */
export function isNumber(text: string): boolean {
  const folded = text.normalize('NFKC').toLowerCase();
  if (/^[\d.,]+$/.test(folded) || /^[〇一二三四五六七八九十百千万億]+$/.test(folded)) return true;
  return (
    /^[a-z]+(?:[ -][a-z]+)*$/.test(folded) && folded.split(/[ -]/).every((word) => numberWords.has(word))
  );
}

/** The numbers of a text as it spells them, lower case: runs of digits, English number words, runs of kanji numerals. */
export function numbersIn(text: string): Set<string> {
  const folded = text.normalize('NFKC').toLowerCase();
  const words = (folded.match(/[a-z]+/g) ?? []).filter((word) => numberWords.has(word));
  return new Set([
    ...(folded.match(/\d+(?:[.,:/-]\d+)*/g) ?? []),
    ...words,
    ...(folded.match(/[〇一二三四五六七八九十百千万億]+/g) ?? []),
  ]);
}

/** Words of numbers from 0 to 1,000, `one` and `a` aside, which are pronoun and article as well. */
const numberWords: ReadonlySet<string> = new Set(
  [...Array.from({ length: 101 }, (_, number) => number), 1000]
    .flatMap((number) => valueForms(number, null))
    .flatMap((form) => form.match(/[a-z]+/g) ?? [])
    .filter((word) => word !== 'one' && word !== 'a'),
);
