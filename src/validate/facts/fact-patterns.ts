import type { FactData } from './fact-data.js';
import { addPhrases, createSigns, type TextSigns } from './text-signs.js';

/** The locale's word lists as patterns, compiled once. */
export type FactPatterns = {
  readonly idioms: RegExp;
  readonly calendarWords: RegExp;
  readonly comparisons: RegExp;
  /** Comparatives, superlatives and multiples by the shape of the phrase. */
  readonly comparisonShapes: RegExp;
  /** Matches every text that such a shape matches in. */
  readonly shapeSigns: RegExp;
  readonly numberWords: RegExp;
  readonly kanjiNumbers: RegExp;
  /** Shows which of the patterns a text may match: `signOf`. */
  readonly signs: TextSigns;
};

/** The bit that a text shows which may hold a phrase of the kind. */
export const signOf = {
  idioms: 1,
  calendarWords: 2,
  comparisons: 4,
  numberWords: 8,
  kanjiNumbers: 16,
  one: 32,
};

const compiled = new WeakMap<FactData, FactPatterns>();

/** Words that read as numbers and too rarely count anything to be taken for facts. */
const rarelyNumbers = new Set(['no', 'none', 'one', 'single', 'once', 'both', 'couple', 'half']);

export function factPatterns(facts: FactData): FactPatterns {
  let patterns = compiled.get(facts);
  if (patterns === undefined) {
    patterns = compile(facts);
    compiled.set(facts, patterns);
  }
  return patterns;
}

function compile(facts: FactData): FactPatterns {
  const calendar = [...facts.months.keys(), ...facts.weekdays.keys()].filter(isFactWord);
  const numbers = [...facts.numbers.keys()].filter((word) => !rarelyNumbers.has(word));
  const counters = facts.counters.map(escapePattern).join('|');
  const kanji = '〇一二三四五六七八九十百千万億';
  const comparing = [...facts.superlatives.keys(), ...facts.comparatives.keys(), ...facts.multiples];
  return {
    idioms: phrasePattern(facts.idioms, 'gi'),
    // Names of days and months count where they are written as names, so that "may" and "march" do not.
    calendarWords: union(
      phrasePattern(
        calendar.flatMap((word) => (/[a-z]/.test(word) ? [capitalise(word)] : [word])),
        'g',
      ),
      phrasePattern([...facts.relativeDays.keys()], 'gi'),
      /(?<=\b(?:in|of|until|since|by|for|early|late|mid|next|last|this) )May\b|\bMay(?= \d)|\b(?:next|this|last) (?:week|weekend|month|year)\b|[今来先](?:週末?|月|年)|(?<=[Mm]y |[Yy]our )\bweekend\b/g,
    ),
    comparisons: phrasePattern(comparing, 'gi'),
    comparisonShapes: new RegExp(
      facts.comparisonShapes.length === 0 ? '(?!)' : facts.comparisonShapes.join('|'),
      'gi',
    ),
    shapeSigns: new RegExp(facts.shapeSigns.join('|'), 'i'),
    numberWords: union(
      phrasePattern(numbers, 'gi'),
      /(?<![A-Za-z])(?:hundreds?|thousands?|millions?|billions?)(?![A-Za-z])/gi,
    ),
    kanjiNumbers: new RegExp(`[${kanji}]{1,24}(?:${counters})`, 'g'),
    signs: signsOf([
      [facts.idioms, signOf.idioms],
      [calendar, signOf.calendarWords],
      [facts.relativeDays.keys(), signOf.calendarWords],
      [spans, signOf.calendarWords],
      [comparing, signOf.comparisons],
      [numbers, signOf.numberWords],
      [scales, signOf.numberWords],
      [kanji, signOf.kanjiNumbers],
      [['one'], signOf.one],
    ]),
  };
}

/** What the patterns beside those of phrases look for. */
const spans = ['May', 'week', 'weekend', 'month', 'year', ...pairsOf('今来先', '週月年')];
const scales = ['hundred', 'thousand', 'million', 'billion'].flatMap((word) => [word, `${word}s`]);

function pairsOf(firsts: string, seconds: string): string[] {
  return [...firsts].flatMap((first) => [...seconds].map((second) => first + second));
}

function signsOf(lists: readonly (readonly [Iterable<string>, number])[]): TextSigns {
  const signs = createSigns();
  for (const [phrases, bit] of lists) addPhrases(signs, phrases, bit);
  return signs;
}

function isFactWord(word: string): boolean {
  return !['may', 'mar', 'sun', 'sat', 'wed', 'mon', 'dec', 'march'].includes(word) || word === 'march';
}

/** Any of the phrases, longest first; Latin ones only as whole words. */
function phrasePattern(phrases: readonly string[], flags: string): RegExp {
  const sorted = [...phrases].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  // One look around for all Latin phrases: the engine then tries them at the starts of words only.
  const latin = sorted.filter((phrase) => /^[A-Za-z]/.test(phrase)).map(escapePattern);
  const other = sorted.filter((phrase) => !/^[A-Za-z]/.test(phrase)).map(escapePattern);
  const parts = [
    ...(latin.length === 0
      ? []
      : [`(?<![A-Za-z])(?=[${initials(latin)}])(?:${latin.join('|')})(?![A-Za-z])`]),
    ...other,
  ];
  return new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'), flags);
}

function initials(phrases: readonly string[]): string {
  return [...new Set(phrases.map((phrase) => phrase.slice(0, 1)))].join('');
}

function union(...patterns: readonly RegExp[]): RegExp {
  // Case-insensitive members are spelled out, because one flag holds for the whole union.
  const sources = patterns.map((pattern) =>
    pattern.flags.includes('i') ? anyCase(pattern.source) : pattern.source,
  );
  return new RegExp(sources.join('|'), 'g');
}

function anyCase(source: string): string {
  return source.replace(
    /(\[[^\]]*\]|\(\?[<!=:]+)|([A-Za-z])/g,
    (_, kept: string | undefined, letter: string) => {
      if (kept === undefined) return `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
      return kept.startsWith('[') && !kept.includes('-')
        ? `[${kept.slice(1, -1).toLowerCase()}${kept.slice(1, -1).toUpperCase()}]`
        : kept;
    },
  );
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
