import { isJapanese } from '../words.js';
import { isCorrection } from './speech-signs.js';

/** A value that somebody named with its label: "the city is Lisbon". */
export type Pair = {
  readonly label: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

const englishLabel =
  /(?:^|[\s,;(])(?:the|my|our|its)\s+([A-Za-z][\w'’/()-]{0,30}(?:\s+[\w'’/()-]{1,30}){0,5}?)\s+(?:is|are|should be|will be)\s+/gi;
const listedLabel = /(?:^|[\n;,])[ \t]*([A-Za-z][A-Za-z _-]{0,40}):[ \t]+/g;
const japaneseLabel = /(?:^|[、。\n])\s*([^、。は\n「」]{1,40})は/g;

/** Values with their labels, in the order in which a text says them. */
export function readPairs(text: string): Pair[] {
  const found = isJapanese(text)
    ? starts(text, japaneseLabel)
    : [...starts(text, englishLabel), ...starts(text, listedLabel)];
  found.sort((one, other) => one.start - other.start);
  let end = 0;
  return found.flatMap(({ label, start, from }, index) => {
    // Inside a value between quotes nothing is a label.
    if (start < end) return [];
    const quoted = /^(?:"([^"\n]{1,400})"|「([^」\n]{1,400})」)/.exec(text.slice(from, from + 402));
    if (quoted) {
      end = from + quoted[0].length;
      return [{ label, value: quoted[1] ?? quoted[2] ?? '', start, end }];
    }
    const limit = found[index + 1]?.start ?? text.length;
    if (from > limit) return [];
    const value = trimValue(
      text.slice(from, from + sentenceLength(text.slice(from, limit))),
      isCorrection(text),
    );
    return value === '' ? [] : [{ label, value, start, end: from + value.length }];
  });
}

function starts(text: string, pattern: RegExp): { label: string; start: number; from: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    label: match[1] ?? '',
    start: match.index,
    from: match.index + match[0].length,
  }));
}

/** Up to the end of the sentence; a short word with a capital before the full stop is an abbreviation. */
function sentenceLength(text: string): number {
  for (const end of text.matchAll(/[.!?](?=\s|$)|[。\n]/g)) {
    const before = text.slice(Math.max(0, end.index - 4), end.index);
    if (end[0] === '.' && end.index + 1 < text.trimEnd().length && /(?:^|\s)[A-Z][a-z]{0,2}$/.test(before))
      continue;
    return end.index;
  }
  return text.length;
}

function trimValue(text: string, isCorrected: boolean): string {
  const own = isCorrected ? text.replace(/,?\s+not\s.*$/s, '').replace(/^.*ではなく/s, '') : text;
  return own
    .trim()
    .replace(/(?:[,;]|\s+and|、|です)+$/g, '')
    .replace(/(?:,\s*and|[,;])$/g, '')
    .trim()
    .replace(/^["“「'](.*)["”」']$/s, '$1');
}
