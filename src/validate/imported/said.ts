import type { JsonValue } from '../../types/json.js';
import type { FactData } from '../facts/fact-data.js';
import { foldText } from '../reading/fold-text.js';
import { readDates } from '../reading/read-date.js';
import { readNumbers } from '../reading/read-number.js';
import { readTimes } from '../reading/read-time.js';
import type { RecordView } from '../record-view.js';
import { namesOfCode } from './names-of-code.js';

/** What was said so far, to ask whether a value was among it. */
export type Said = {
  /** Takes in a message: what the user and the system say, and what tools answer. */
  readonly hear: (message: number) => void;
  readonly holds: (value: JsonValue) => boolean;
};

export function createSaid({ record, folded, facts, system }: RecordView): Said {
  const texts: string[] = [];
  const words = new Set<string>();
  const numbers = new Set<number>();
  const now = /\d{4}-\d{2}-\d{2}/.exec(system ?? '')?.[0] ?? null;
  const moments = createMoments(facts, now);
  return {
    hear(message) {
      const role = record.messages[message]?.role;
      if (role === undefined || role === 'assistant') return;
      const text = folded(message);
      texts.push(text);
      const tokens = tokensOf(text);
      for (const token of tokens) words.add(token);
      addNumbers(text, tokens, facts, numbers);
      if (role !== 'tool') moments.hear(text);
    },
    holds(value) {
      if (typeof value === 'number') return holdsNumber(value);
      const text = foldText(String(value));
      if (text === '' || texts.some((each) => stands(each, text))) return true;
      const read = readNumbers(text, facts);
      if (read.length > 0 && read.some(holdsNumber)) return true;
      return moments.holds(text) || isNamed(text) || holdsWords(text);
    },
  };

  function holdsNumber(value: number): boolean {
    return (
      numbers.has(value) ||
      numbers.has(Math.abs(value)) ||
      numbers.has(Number((Math.abs(value) * 100).toPrecision(12)))
    );
  }

  /** A code that is said by its name: `US`, `ja`, `EUR`. */
  function isNamed(text: string): boolean {
    return namesOfCode(text, facts).some((name) => texts.some((each) => stands(each, name)));
  }

  /** Each word was said, in whatever order: `Kyoto, Japan` of a user who wants to go to Japan, to Kyoto. */
  function holdsWords(text: string): boolean {
    const parts = tokensOf(text).filter((token) => token.length > 2 || /\d/.test(token));
    return (
      parts.length > 0 &&
      parts.every((token) => words.has(token) || bendings(token).some((each) => words.has(each)))
    );
  }
}

/** A word in singular and plural. */
function bendings(word: string): string[] {
  return [
    `${word}s`,
    `${word}es`,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
  ];
}

/** Letters and digits that stand together; of scripts without spaces, nothing: there only whole values are looked for. */
function tokensOf(text: string): string[] {
  return text.match(/[a-z0-9\u00c0-\u024f\u0370-\u1fff]+/g) ?? [];
}

/** Whether a value stands in a text, not as a part of a longer word or number. */
function stands(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    if (!joins(text, at - 1, at) && !joins(text, at + value.length - 1, at + value.length)) return true;
  }
  return false;
}

/** Whether two characters beside each other are parts of one word. */
function joins(text: string, left: number, right: number): boolean {
  return isWordPart(text.charCodeAt(left)) && isWordPart(text.charCodeAt(right));
}

function isWordPart(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f);
}

/** Numbers in digits and in words: `1,200`, `50k`, `twenty-five`, `two hundred`; of a share in percent, the share too. */
function addNumbers(text: string, tokens: readonly string[], facts: FactData, into: Set<number>): void {
  for (const match of text.matchAll(/\d(?:[\d.,]{0,30}\d)?/g)) {
    const end = match.index + match[0].length;
    const read = readNumbers(match[0], facts);
    for (const number of read) into.add(number);
    if (read.length === 0) for (const part of match[0].split(/[.,]/)) into.add(Number(part));
    if (text[end] === '%') for (const number of read) into.add(Number((number / 100).toPrecision(12)));
    const scale = facts.scales.get(
      /^ ?([a-z]{1,9}|[\u4e00-\u9fff])/.exec(text.slice(end, end + 11))?.[1] ?? '',
    );
    if (scale !== undefined) for (const number of read) into.add(Number((number * scale).toPrecision(12)));
  }
  tokens.forEach((token, index) => {
    if (!facts.numbers.has(token) && !facts.ordinals.has(token) && !facts.scales.has(token)) return;
    for (let length = 1; length <= 4; length += 1)
      for (const number of readNumbers(tokens.slice(index, index + length).join(' '), facts))
        into.add(number);
  });
  for (const [kanji] of text.matchAll(/[一二三四五六七八九十百千万]{1,12}/g))
    for (const number of readNumbers(kanji, facts)) into.add(number);
}

type Moments = { readonly hear: (text: string) => void; readonly holds: (value: string) => boolean };

/** Days and times of day that people say in words. Texts are looked through only once a value is a day or a time. */
function createMoments(facts: FactData, now: string | null): Moments {
  const texts: string[] = [];
  const stretches: string[] = [];
  let read = 0;
  return {
    hear: (text) => void texts.push(text),
    holds(value) {
      const day =
        /^(\d{4})-\d\d?-\d\d?(?=$|[t ])/.exec(value) ?? /^\d{1,2}[-/.]\d{1,2}[-/.](\d{4})$/.exec(value);
      const time = /^\d{1,2}:\d\d(?::\d\d)?$/.exec(value);
      if (day === null && time === null) return false;
      for (; read < texts.length; read += 1) addStretches(texts[read] ?? '', facts, stretches);
      if (time !== null) {
        const wanted = readTimes(value, facts);
        return stretches.some((stretch) => readTimes(stretch, facts).some((each) => wanted.includes(each)));
      }
      const year = Number(day?.[1]);
      const context = { facts, now: now ?? `${day?.[1]}-01-01` };
      const wanted = readDates(value.slice(0, day?.[0].length), context);
      return stretches.some((stretch) => {
        // Without a day to count from, what is said from there may be any.
        if (
          now === null &&
          (facts.relativeDays.has(stretch) ||
            facts.weekdays.has(stretch) ||
            /^(?:next|this|in) /.test(stretch))
        )
          return true;
        return readDates(stretch, context, year).some((each) => wanted.includes(each));
      });
    },
  };
}

const mostStretches = 20_000;

/** Up to five words that may say a day or a time: one of them has a digit, or is one of the calendar. */
function addStretches(text: string, facts: FactData, into: string[]): void {
  const parts = text
    .slice(0, 50_000)
    .split(/[\s,;!?()"]+/)
    .map((part) => part.replace(/[.:]+$/, ''));
  const isMarked = parts.map(
    (part) =>
      /\d/.test(part) ||
      facts.months.has(part) ||
      facts.weekdays.has(part) ||
      markers.has(part) ||
      facts.ordinals.has(part),
  );
  for (let start = 0; start < parts.length && into.length < mostStretches; start += 1) {
    let hasMark = false;
    for (let length = 1; length <= 5 && start + length <= parts.length; length += 1) {
      hasMark ||= isMarked[start + length - 1] === true;
      if (hasMark) into.push(parts.slice(start, start + length).join(' '));
    }
  }
}

const markers = new Set(
  'today tonight tomorrow yesterday morning afternoon evening night noon midday midnight week weekend month day 今日 明日 昨日'.split(
    ' ',
  ),
);
