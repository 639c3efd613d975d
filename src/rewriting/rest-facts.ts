import type { GroundingView } from '../grounding/conversation-view.js';
import { foldKeeping } from '../grounding/folded-text.js';
import type { Stretch } from './anchor-spans.js';
import type { RewritingWords } from './rewriting-words.js';
import { vocabularyOf } from './vocabulary.js';

/** What a text states outside of its values: figures, days, names, quotations, comparing and counting words, in order of words. */
export type RestFacts = {
  readonly facts: readonly string[];
  /** What may be a name by its look, and no word of the language. */
  readonly names: ReadonlySet<string>;
};

/** The text with its stretches blanked. */
export function withoutStretches(text: string, stretches: readonly Stretch[]): string {
  let rest = text;
  for (const { start, end } of stretches)
    rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end);
  return rest;
}

export function restFacts(rest: string, view: GroundingView, words: RewritingWords): RestFacts {
  const folded = without(foldKeeping(rest), words.idle);
  const facts = [
    ...(folded.match(/[a-z0-9_@#$€£¥.:+-]*\d[a-z0-9_@#%.:,+-]*/g) ?? []).map((fact) =>
      fact.replace(/[.,:]+$/, ''),
    ),
    ...(rest.match(/https?:\/\/\S+|[\w.%+-]+@[\w.-]+\.\w+/g) ?? []),
    ...quotations(rest),
    ...wordsIn(folded, [...calendarWords(view)]),
    ...wordsIn(folded, [...view.words.superlatives.keys(), ...view.words.comparatives.keys()]),
    ...wordsIn(folded, [...words.counting.keys()]).map((word) => words.counting.get(word) ?? word),
    ...wordsIn(
      folded,
      [...view.words.currencies.keys()].filter((word) => word.length > 1),
    ),
  ].sort();
  return { facts, names: namesIn(rest, view, words) };
}

function quotations(text: string): string[] {
  return Array.from(
    text.matchAll(
      /"([^"\n]{1,300})"|\u201c([^\u201d\n]{1,300})\u201d|「([^」\n]{1,300})」|『([^』\n]{1,300})』/g,
    ),
    (match) => `"${match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''}"`,
  );
}

function calendarWords({ language, words }: GroundingView): Set<string> {
  const { monthNames, weekdayNames } = language.orthography;
  const days = [...language.orthography.dates.relative.values(), ...words.relativeDays.values()].flat();
  // "May" and "March" are other words as well.
  const months = monthNames.filter((name) => !/^(?:May|March)$/.test(name) && !/\d/.test(name));
  return new Set([...months, ...weekdayNames, ...days].map((word) => word.toLowerCase()));
}

/** Each whole word of a list in a text, as often as it stands there; longer ones hide shorter ones. */
function wordsIn(text: string, words: readonly string[]): string[] {
  const found: string[] = [];
  let rest = text;
  for (const word of [...words]
    .map((each) => each.toLowerCase())
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))) {
    for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, at + word.length)) {
      if (
        /[a-z]/.test(word) &&
        (/[a-z]/.test(rest.charAt(at - 1)) || /[a-z]/.test(rest.charAt(at + word.length)))
      )
        continue;
      found.push(word);
      rest = rest.slice(0, at) + '\u0001'.repeat(word.length) + rest.slice(at + word.length);
    }
  }
  return found;
}

function without(text: string, phrases: readonly string[]): string {
  return phrases.reduce((rest, phrase) => rest.replaceAll(phrase, '\u0001'.repeat(phrase.length)), text);
}

/** Words in capitals, runs of katakana, and what the locale calls people and places, that the language itself does not use. */
function namesIn(rest: string, view: GroundingView, words: RewritingWords): Set<string> {
  const { known, names } = vocabularyOf(view.language);
  const found = new Set<string>();
  for (const [word] of rest.matchAll(/(?<![A-Za-z0-9À-ɏ'’])[A-ZÀ-Þ][A-Za-zÀ-ɏ'’&-]*/g)) {
    const lower = word.toLowerCase().replace(/[’]/g, "'").replace(/'s$/, '');
    if (!words.common.has(lower) && !words.common.has(lower.replace(/'.*$/, '')) && !known.has(lower))
      found.add(lower);
    else if (names.has(lower) && !words.common.has(lower)) found.add(lower);
  }
  for (const [run] of rest.matchAll(/[\u30a1-\u30fa\u30fc]{2,}/g)) if (!known.has(run)) found.add(run);
  for (const name of names) if (/[\u3400-\u9fff]/.test(name) && rest.includes(name)) found.add(name);
  return found;
}
