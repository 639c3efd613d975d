import { mayDouble } from '../record-view/may-double.js';
import type { Locale } from '../types/plan-row.js';
import { sentenceRanges } from './sentence-ranges.js';
import type { Span } from './span.js';
import type { TextEdit } from './text-edit.js';

/** Sentences shorter than this may stand twice: "Yes, please." */
const shortestRepeatable = 16;

/**
 * What is mechanically wrong with a text: stray white space, a doubled word, a sentence said before, and, where an
 * assistant speaks English, a missing capital or full stop. `said` holds the sentences that this speaker has said before;
 * those of the text are added to it. Edits never overlap and stand in ascending order.
 */
export function findTextEdits(
  text: string,
  speaker: { readonly role: 'user' | 'assistant'; readonly locale: Locale },
  said: Set<string>,
): TextEdit[] {
  const characters = [...text];
  const repeated = findRepeatedSentences(characters, said);
  const isGone = (edit: TextEdit): boolean =>
    repeated.some((gone) => edit.start < gone.end && edit.end > gone.start);
  const small = [
    ...findMatches(text, /^\s+|\s+$/g, '', 'white space at an edge removed'),
    ...findMatches(text, /(?<=[^\s.!?]) +(?=[,.;!?](?:\s|$))/g, '', 'space before a mark removed'),
    ...findMatches(text, /(?<=\S) {2,}(?=\S)/g, ' ', 'doubled space removed'),
    ...findDoubledWords(text),
    ...(speaker.role === 'assistant' && speaker.locale === 'en' ? findEdges(characters) : []),
  ];
  const edits = [...repeated, ...small.filter((edit) => !isGone(edit))].sort(
    (left, right) => left.start - right.start || right.end - left.end,
  );
  return edits.filter(
    (edit, index) => edit.start >= Math.max(0, ...edits.slice(0, index).map(({ end }) => end)),
  );
}

function findRepeatedSentences(characters: readonly string[], said: Set<string>): TextEdit[] {
  const ranges = sentenceRanges(characters);
  const edits: TextEdit[] = [];
  let left = ranges.length;
  for (const range of ranges) {
    const key = sentenceText(characters, range).trim().toLowerCase();
    if (key.length < shortestRepeatable) continue;
    if (said.has(key) && left > 1) {
      // At the beginning of a text the space that follows goes too.
      const isFirst = range.start === 0;
      const end = isFirst ? range.end + leadingSpaces(characters.slice(range.end)) : range.end;
      edits.push({ start: range.start, end, replacement: '', what: 'repeated sentence removed' });
      left -= 1;
    }
    said.add(key);
  }
  return edits;
}

function leadingSpaces(characters: readonly string[]): number {
  const first = characters.findIndex((character) => character.trim() !== '');
  return first === -1 ? characters.length : first;
}

function findDoubledWords(text: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const match of text.matchAll(/(?<![A-Za-z0-9'’-])([a-z]{2,})(\s+\1)(?![A-Za-z0-9'’-])/g)) {
    const [, word = '', second = ''] = match;
    if (mayDouble.has(word)) continue;
    const start = [...text.slice(0, match.index + word.length)].length;
    edits.push({ start, end: start + [...second].length, replacement: '', what: 'doubled word removed' });
  }
  return edits;
}

function findEdges(characters: readonly string[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const first = characters.findIndex((character) => character.trim() !== '');
  const opening = characters[first] ?? '';
  if (/[a-z]/.test(opening) && /[a-z ]/.test(characters[first + 1] ?? '')) {
    edits.push({
      start: first,
      end: first + 1,
      replacement: opening.toUpperCase(),
      what: 'capital restored',
    });
  }
  const end = characters.findLastIndex((character) => character.trim() !== '') + 1;
  if (/[A-Za-z0-9]/.test(characters[end - 1] ?? '')) {
    edits.push({ start: end, end, replacement: '.', what: 'full stop restored' });
  }
  return edits;
}

function findMatches(text: string, pattern: RegExp, replacement: string, what: string): TextEdit[] {
  return [...text.matchAll(pattern)].map((match) => {
    const start = [...text.slice(0, match.index)].length;
    return { start, end: start + [...match[0]].length, replacement, what };
  });
}

function sentenceText(characters: readonly string[], { start, end }: Span): string {
  return characters.slice(start, end).join('');
}
