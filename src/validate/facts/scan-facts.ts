import { toHalfWidth } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import { type FactPatterns, factPatterns, signOf } from './fact-patterns.js';
import { findComparisons } from './find-comparisons.js';
import { findNames } from './find-names.js';
import { findNumerals } from './find-numerals.js';
import { findWorldValues } from './find-world-values.js';
import { digitSign, quoteSign, readSigns } from './text-signs.js';

/** A stretch of text that states something. Offsets count UTF-16 units. */
export type Fact = { readonly start: number; readonly end: number; readonly kind: string };

/**
 * Finds every fact in the text of assistant message `at`: what law 2 wants a source for. Names that `isClaimed` says to have
 * one may be left out.
 */
export function scanFacts(
  view: RecordView,
  text: string,
  at: number,
  isClaimed: (start: number, end: number) => boolean = () => false,
): Fact[] {
  const patterns = factPatterns(view.facts);
  const plain = toHalfWidth(text);
  // What is masked afterwards can only hold less.
  const signs = readSigns(plain, patterns.signs);
  const unmarked = (signs & digitSign) === 0 ? plain : maskListMarkers(plain);
  const masked = (signs & signOf.idioms) === 0 ? unmarked : maskIdioms(unmarked, patterns);
  return [
    ...((signs & quoteSign) === 0 ? [] : findQuotes(plain)),
    ...findNumerals(masked, patterns, signs),
    ...((signs & signOf.calendarWords) === 0 ? [] : findPattern(masked, patterns.calendarWords, 'date')),
    ...findComparisons(masked, patterns, signs),
    ...findNames(masked, view, isClaimed),
    ...findWorldValues(view, plain, at),
  ];
}

/** Phrases that state nothing are blanked, so that offsets stay. */
function maskIdioms(text: string, { idioms }: FactPatterns): string {
  return text.replace(idioms, (phrase) => ' '.repeat(phrase.length));
}

/** `1. ` and `2) ` at the start of a line are markers of a list. */
function maskListMarkers(text: string): string {
  return text.replace(
    /(^|\n)([ \t]{0,8})(\d{1,2})([.)])(?=[ \t])/g,
    (_, start: string, indent: string, number: string) => {
      return `${start}${indent}${' '.repeat(number.length)} `;
    },
  );
}

function findQuotes(text: string): Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(
    /"([^"\n]{1,200})"|\u201c([^\u201d\n]{1,200})\u201d|「([^」\n]{1,200})」|『([^』\n]{1,200})』|(?<=^|\s)'([^'\n]{1,200})'(?=$|[\s.,!?])/g,
  )) {
    facts.push({ start: match.index + 1, end: match.index + match[0].length - 1, kind: 'quotation' });
  }
  return facts;
}

export function findPattern(text: string, pattern: RegExp, kind: string): Fact[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind,
  }));
}
