import type { Normalization, Source } from '../types/provenance.js';
import { countCodePoints } from './code-points.js';
import type { Words } from './words.js';
import { newWriter, write, writeWords } from './write-words.js';

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

/** Building block: plain words, those of a template as they stand there, or words that mean something. */
export type Segment = string | Words | { readonly text: string; readonly meaning: Meaning };
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
export function toUtterance(segments: Phrase, { capitals }: Spelling): Utterance {
  const marks: Mark[] = [];
  const writer = newWriter();
  for (const segment of segments) {
    if (segment === '') continue;
    if (typeof segment === 'string' || segment.meaning === null) {
      writeWords(segment, capitals, writer);
    } else if (segment.text !== '') {
      const start = writer.length + writer.gap.length;
      write(segment.text, countCodePoints(segment.text), writer);
      marks.push({ start, end: writer.length, meaning: segment.meaning });
    }
  }
  return { text: writer.text, marks };
}

export function phraseToText(phrase: Phrase): string {
  return phrase.map(textOf).join('');
}

export function textOf(segment: Segment): string {
  return typeof segment === 'string' ? segment : segment.text;
}

/** The text of plain words; null of a value. */
export function plainTextOf(segment: Segment): string | null {
  if (typeof segment === 'string') return segment;
  return segment.meaning === null ? segment.text : null;
}
