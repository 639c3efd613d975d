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
  const pieces: string[] = [];
  const marks: Mark[] = [];
  let length = 0;
  // The last characters so far, enough to see how a sentence ended; the whole text is put together once.
  let tail = '';
  const append = (piece: string): void => {
    pieces.push(piece);
    length += countCodePoints(piece);
    tail = (tail + piece).slice(-3);
  };
  const dropSpace = (): void => {
    pieces.pop();
    length -= 1;
    tail = pieces.slice(-3).join('').slice(-3);
  };
  // What stands before this belongs to a value, its outer white space included.
  const valueEnd = (): number => marks.at(-1)?.end ?? 0;
  for (const segment of segments) {
    if (typeof segment === 'string') {
      for (const piece of segment.match(/\s+|\S+/g) ?? []) {
        const isGap = /^\s/.test(piece);
        if (isGap) {
          if (length > 0 && !/[ \n]$/.test(tail)) append(piece.includes('\n') ? '\n' : ' ');
          continue;
        }
        if (tail.endsWith(' ') && length > valueEnd() && /^[,.;:?!)、。？！」）]/.test(piece)) dropSpace();
        // A value that ends its own sentence needs no second full stop.
        const isDoubled = /^[.。](?!\.)/.test(piece) && /[.!?。！？]["\u201d」』]?$/.test(tail);
        const rest = isDoubled ? piece.slice(1) : piece;
        if (rest === '') continue;
        append(spelling.capitals && startsSentence(tail) ? capitalise(rest) : rest);
      }
      continue;
    }
    if (segment.text === '') continue;
    const start = length;
    append(segment.text);
    marks.push({ start, end: length, meaning: segment.meaning });
  }
  while (length > valueEnd() && /\s$/.test(tail)) dropSpace();
  return { text: pieces.join(''), marks };
}

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

function startsSentence(tail: string): boolean {
  return tail === '' || /(?:[.?!]\s|\n)$/.test(tail);
}

function capitalise(word: string): string {
  return word.replace(/^(["'(]?)([a-z])/, (_, lead: string, letter: string) => lead + letter.toUpperCase());
}
