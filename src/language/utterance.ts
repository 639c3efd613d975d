import type { Normalization, Source } from '../types/provenance.js';

/** A text with what supports its parts. Offsets count Unicode code points; `end` is exclusive. */
export type Utterance = {
  readonly text: string;
  readonly marks: readonly Mark[];
};

export type Mark = {
  readonly start: number;
  readonly end: number;
  readonly meaning: Meaning;
};

/**
 * What a stretch of text stands for. `claim`: an assistant's fact and its source. `mention`: a value that the user says;
 * `slot` is its number in the chain, `element` its place in a list value.
 */
export type Meaning =
  | { readonly kind: 'claim'; readonly source: Source }
  | {
      readonly kind: 'mention';
      readonly slot: number;
      readonly element: number | null;
      readonly normalization?: Normalization;
    };

/** Building block: plain words, or words that mean something. */
export type Segment = string | { readonly text: string; readonly meaning: Meaning };
export type Phrase = readonly Segment[];

/** How a locale puts words together. */
export type Spelling = {
  /** Whether sentences begin with a capital. */
  readonly capitals: boolean;
  /** Whether words stand apart. */
  readonly spaces: boolean;
};

/**
 * Joins segments into one text: white space is folded, none stands before punctuation, and sentences begin with a capital
 * unless the first word is part of a value (a value is never altered).
 */
export function toUtterance(segments: Phrase, spelling: Spelling): Utterance {
  const marks: Mark[] = [];
  const writer: Writer = { text: '', length: 0, gap: '', last: 0, beforeLast: 0 };
  for (const segment of segments) {
    if (typeof segment === 'string') {
      writeWords(segment, spelling, writer);
    } else if (segment.text !== '') {
      const start = writer.length + writer.gap.length;
      write(segment.text, writer);
      marks.push({ start, end: writer.length, meaning: segment.meaning });
    }
  }
  return { text: writer.text, marks };
}

/** A text as far as it is written. White space waits until it is known that something stands behind it. */
type Writer = {
  text: string;
  /** In code points. */
  length: number;
  gap: '' | ' ' | '\n';
  /** The last two units of the text: enough to see how a sentence ended, without looking into a string that is still growing. */
  last: number;
  beforeLast: number;
};

function write(text: string, writer: Writer): void {
  const { gap } = writer;
  writer.text += gap === '' ? text : gap + text;
  writer.length += gap.length + countCodePoints(text);
  writer.beforeLast =
    text.length > 1 ? text.charCodeAt(text.length - 2) : gap === '' ? writer.last : gap.charCodeAt(0);
  writer.last = text.charCodeAt(text.length - 1);
  writer.gap = '';
}

function writeWords(words: string, spelling: Spelling, writer: Writer): void {
  let index = 0;
  while (index < words.length) {
    const start = index;
    let hasLineBreak = false;
    for (let code = words.charCodeAt(index); isSpace(code); code = words.charCodeAt(index)) {
      hasLineBreak ||= code === lineBreak;
      index += 1;
    }
    if (index > start && writer.length > 0 && writer.gap === '' && !endsInSpace(writer))
      writer.gap = hasLineBreak ? '\n' : ' ';
    const wordStart = index;
    while (index < words.length && !isSpace(words.charCodeAt(index))) index += 1;
    if (index > wordStart) writeWord(words.slice(wordStart, index), spelling, writer);
  }
}

function writeWord(word: string, spelling: Spelling, writer: Writer): void {
  const first = word[0] as string;
  if (writer.gap === ' ' && closers.includes(first)) writer.gap = '';
  // A value that ends its own sentence needs no second full stop.
  const isDoubled = (first === '.' || first === '。') && word[1] !== '.' && endsSentence(writer);
  const rest = isDoubled ? word.slice(1) : word;
  if (rest === '') return;
  write(spelling.capitals && startsSentence(writer) ? capitalise(rest) : rest, writer);
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

/** Number of Unicode code points of a text. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length) index += 1;
    count += 1;
  }
  return count;
}

export function phraseToText(phrase: Phrase): string {
  return phrase.map((segment) => (typeof segment === 'string' ? segment : segment.text)).join('');
}

/** The first letter of a word large, behind an opening quote or bracket too. */
function capitalise(word: string): string {
  const first = word[0];
  const index = first === '"' || first === "'" || first === '(' ? 1 : 0;
  const code = word.charCodeAt(index);
  if (!(code >= 97 && code <= 122)) return word;
  return word.slice(0, index) + String.fromCharCode(code - 32) + word.slice(index + 1);
}
