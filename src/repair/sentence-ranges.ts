import type { Span } from './span.js';

/** The sentences of a text as ranges of code points; the white space before a sentence belongs to it. */
export function sentenceRanges(characters: readonly string[]): Span[] {
  const ranges: Span[] = [];
  let start = 0;
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const next = characters[at + 1] ?? ' ';
    const isEnd =
      '。！？'.includes(character) || character === '\n' || ('.!?'.includes(character) && next.trim() === '');
    if (!isEnd) continue;
    ranges.push({ start, end: at + 1 });
    start = at + 1;
  }
  if (characters.slice(start).join('').trim() !== '') ranges.push({ start, end: characters.length });
  return ranges;
}
