import { countCodePoints } from './code-points.js';
import { remembering } from './remember.js';
import type { Words } from './words.js';

/** A text as far as it is written. */
export type Writer = {
  text: string;
  /** In code points. */
  length: number;
  gap: Gap;
  /** The last two units of the text: enough to see how a sentence ended, without looking into a string that is still growing. */
  last: number;
  beforeLast: number;
};

/** White space that waits until it is known that something stands behind it. */
export type Gap = '' | ' ' | '\n';

export function newWriter(): Writer {
  return { text: '', length: 0, gap: '', last: 0, beforeLast: 0 };
}

/** Writes a text as it stands, of so many code points. */
export function write(text: string, length: number, writer: Writer): void {
  const { gap } = writer;
  writer.text += gap === '' ? text : gap + text;
  writer.length += gap.length + length;
  writer.beforeLast =
    text.length > 1 ? text.charCodeAt(text.length - 2) : gap === '' ? writer.last : gap.charCodeAt(0);
  writer.last = text.charCodeAt(text.length - 1);
  writer.gap = '';
}

/** Writes plain words, white space folded; with `capitals`, sentences begin with one. */
export function writeWords(words: string | Words, capitals: boolean, writer: Writer): void {
  const known = knownOf(words, capitals);
  openGap(known.gapBefore, writer);
  if (known.text === '') return;
  if (known.isCloser && writer.gap === ' ') writer.gap = '';
  if (known.needsText || (known.isStop && endsSentence(writer))) {
    writeEachWord(typeof words === 'string' ? words : words.text, capitals, writer);
    return;
  }
  write(startsSentence(writer) ? known.atStart : known.text, known.length, writer);
  writer.gap = known.gapAfter;
}

/** How a segment stands wherever it comes: the grammar says the same ones again and again. */
export type KnownWords = {
  readonly gapBefore: Gap;
  /** What is written inside a sentence, and where one begins; empty where the segment is nothing but white space. */
  readonly text: string;
  readonly atStart: string;
  /** In code points. */
  readonly length: number;
  readonly gapAfter: Gap;
  /** Whether no gap stands before it. */
  readonly isCloser: boolean;
  /** Whether it begins with a full stop, which a sentence that has ended already does without. */
  readonly isStop: boolean;
  /** Whether a full stop further inside may depend on the text before. */
  readonly needsText: boolean;
};

const withCapitals = remembering((words) => knowWords(words, true));
const withoutCapitals = remembering((words) => knowWords(words, false));

function knownOf(words: string | Words, capitals: boolean): KnownWords {
  if (typeof words === 'string') return (capitals ? withCapitals : withoutCapitals)(words);
  if (capitals) {
    words.withCapitals ??= knowWords(words.text, true);
    return words.withCapitals;
  }
  words.withoutCapitals ??= knowWords(words.text, false);
  return words.withoutCapitals;
}

function knowWords(words: string, capitals: boolean): KnownWords {
  const start = endOfSpace(words, 0);
  const own = words.slice(start);
  const inside: Writer = { ...newWriter(), length: 1, last: letter, beforeLast: letter };
  const first = newWriter();
  writeEachWord(own, capitals, inside);
  writeEachWord(own, capitals, first);
  return {
    gapBefore: gapOf(words, 0, start),
    text: inside.text,
    atStart: first.text,
    length: countCodePoints(inside.text),
    gapAfter: inside.gap,
    isCloser: closers.includes(own[0] ?? ' '),
    isStop: isStop(own),
    needsText: /\s[.。]/.test(own),
  };
}

/** Any letter: what stands before words inside a sentence. */
const letter = 120;

function writeEachWord(words: string, capitals: boolean, writer: Writer): void {
  let index = 0;
  while (index < words.length) {
    const start = endOfSpace(words, index);
    openGap(gapOf(words, index, start), writer);
    index = start;
    while (index < words.length && !isSpace(words.charCodeAt(index))) index += 1;
    if (index > start) writeWord(words.slice(start, index), capitals, writer);
  }
}

function endOfSpace(words: string, from: number): number {
  let index = from;
  while (index < words.length && isSpace(words.charCodeAt(index))) index += 1;
  return index;
}

/** What a stretch of white space is folded to. */
function gapOf(words: string, start: number, end: number): Gap {
  if (end <= start) return '';
  const lineBreakAt = words.indexOf('\n', start);
  return lineBreakAt >= 0 && lineBreakAt < end ? '\n' : ' ';
}

function openGap(gap: Gap, writer: Writer): void {
  if (gap !== '' && writer.length > 0 && writer.gap === '' && !endsInSpace(writer)) writer.gap = gap;
}

function writeWord(word: string, capitals: boolean, writer: Writer): void {
  if (writer.gap === ' ' && closers.includes(word[0] as string)) writer.gap = '';
  // A value that ends its own sentence needs no second full stop.
  const rest = isStop(word) && endsSentence(writer) ? word.slice(1) : word;
  if (rest === '') return;
  write(capitals && startsSentence(writer) ? capitalise(rest) : rest, countCodePoints(rest), writer);
}

/** Whether words begin with one full stop. */
function isStop(words: string): boolean {
  return (words[0] === '.' || words[0] === '。') && words[1] !== '.';
}

/** Marks before which no white space stands. */
const closers = ',.;:?!)、。？！」）';
const sentenceEnds = '.!?。！？';
const quoteEnds = '"\u201d」』';
const lineBreak = 10;

/** Whether a sentence ends here, or with the mark before a closing quote. */
function endsSentence({ gap, last, beforeLast }: Writer): boolean {
  if (gap !== '' || last === 0) return false;
  if (sentenceEnds.includes(String.fromCharCode(last))) return true;
  return (
    beforeLast !== 0 &&
    quoteEnds.includes(String.fromCharCode(last)) &&
    sentenceEnds.includes(String.fromCharCode(beforeLast))
  );
}

function startsSentence({ length, gap, last, beforeLast }: Writer): boolean {
  if (length === 0) return true;
  if (gap !== '') return gap === '\n' || isFullStop(last);
  return last === lineBreak || (isSpace(last) && isFullStop(beforeLast));
}

/** `.`, `?` or `!`. */
function isFullStop(code: number): boolean {
  return code === 46 || code === 63 || code === 33;
}

function endsInSpace({ last }: Writer): boolean {
  return last === 32 || last === lineBreak;
}

/** As `\s` of a regular expression, which is too slow to ask of each letter. */
function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x2000) return code === 0xa0 || code === 0x1680;
  return code <= 0x200a || otherSpaces.has(code);
}

const otherSpaces: ReadonlySet<number> = new Set([0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);

/** The first letter of a word large, behind an opening quote or bracket too. */
function capitalise(word: string): string {
  const first = word[0];
  const index = first === '"' || first === "'" || first === '(' ? 1 : 0;
  const code = word.charCodeAt(index);
  if (!(code >= 97 && code <= 122)) return word;
  return word.slice(0, index) + String.fromCharCode(code - 32) + word.slice(index + 1);
}
