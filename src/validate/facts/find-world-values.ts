import { oncePerRecord } from '../once-per-record.js';
import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import type { Fact } from './scan-facts.js';

type WorldValue = {
  readonly text: string;
  /** Name of the field that shows it. */
  readonly name: string;
  /** Index of the message that shows it. */
  readonly since: number;
  /** Its place among all values. */
  readonly order: number;
};

type World = {
  /** Values by what they begin with: the hash of a word, or a pair of other characters. */
  readonly byStart: ReadonlyMap<number, readonly WorldValue[]>;
  /** One where a value may begin so, by the last bits: most words of a text are looked up no further. */
  readonly mayStart: Uint8Array;
};

const startBits = 0x3ff;

/**
 * Values of earlier outputs that the text repeats: strings of two words or more, capitalised, or ideographic or katakana
 * of two characters or more anywhere; other words only where the text predicates them of their field ("status is open").
 */
export function findWorldValues(view: RecordView, text: string, at: number): Fact[] {
  const facts: Fact[] = [];
  for (const { text: value, name, since } of valuesIn(text, worldOf(view))) {
    if (since >= at) continue;
    const ownName = isName(value);
    for (let index = text.indexOf(value); index >= 0; index = text.indexOf(value, index + value.length)) {
      if (!isWhole(text, index, value.length)) continue;
      if (ownName || isPredicated(text, index, labelOf(name)))
        facts.push({ start: index, end: index + value.length, kind: 'world value' });
    }
  }
  return facts;
}

/** Values that stand somewhere in the text, in their order; of those that are alike the first. */
function valuesIn(text: string, world: World): readonly WorldValue[] {
  const found: WorldValue[] = [];
  const seen: (readonly WorldValue[])[] = [];
  if (world.byStart.size === 0) return found;
  for (let index = 0; index < text.length; index = endOfStart(text, index)) {
    const start = startAt(text, index);
    if (world.mayStart[start & startBits] === 0) continue;
    const alike = world.byStart.get(start);
    if (alike === undefined || seen.includes(alike)) continue;
    seen.push(alike);
    for (const value of alike) {
      const isKnown = (other: WorldValue): boolean =>
        other.text === value.text &&
        (other.name === value.name || labelOf(other.name) === labelOf(value.name));
      if (text.includes(value.text) && !found.some(isKnown)) found.push(value);
    }
  }
  return found.length < 2 ? found : found.sort((left, right) => left.order - right.order);
}

const worldOf = oncePerRecord((view): World => {
  const byStart = new Map<number, WorldValue[]>();
  const mayStart = new Uint8Array(startBits + 1);
  let order = 0;
  for (const { leaves, result } of view.calls) {
    if (result < 0) continue;
    for (const { name, value } of leaves()) {
      if (typeof value !== 'string' || value.length < 2 || value.length > 200) continue;
      const start = startAt(value, 0);
      const alike = byStart.get(start);
      const entry = { text: value, name, since: result, order };
      order += 1;
      if (alike !== undefined) alike.push(entry);
      else {
        byStart.set(start, [entry]);
        mayStart[start & startBits] = 1;
      }
    }
  }
  return { byStart, mayStart };
});

/** What stands at an index, as a number: a value counts as a whole only, so a text without its first word cannot hold it. */
function startAt(text: string, index: number): number {
  if (!isWordPart(text.charCodeAt(index)))
    return text.charCodeAt(index) * 0x10000 + text.charCodeAt(index + 1);
  let hash = 0x811c9dc5 | 0;
  for (let at = index; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isWordPart(code)) break;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return -1 - (hash >>> 0);
}

/** Where what stands at an index ends: behind the word, or behind the one character that is in none. */
function endOfStart(text: string, index: number): number {
  let end = index + 1;
  if (isWordPart(text.charCodeAt(index)))
    while (end < text.length && isWordPart(text.charCodeAt(end))) end += 1;
  return end;
}

/** Letters and digits of Latin script; false beyond the end of the text. */
function isWordPart(code: number): boolean {
  return code < 0x100 && wordParts[code] === 1;
}

const wordParts = new Uint8Array(0x100);
for (const range of ['az', 'AZ', '09', 'Àÿ']) wordParts.fill(1, range.charCodeAt(0), range.charCodeAt(1) + 1);

const labelOf = remember((field) => field.replace(/[_-]+/g, ' ').toLowerCase());

export function isName(value: string): boolean {
  return (
    /\S\s+\S/.test(value) ||
    /^[A-ZÀ-ÖØ-Þ]/.test(value) ||
    (value.length >= 2 && /[\u3400-\u9fff\u30a0-\u30ff]/.test(value))
  );
}

/** Neither end of the value stands inside a word: of Latin letters and digits, or of katakana (タイ of タイトル). */
function isWhole(text: string, index: number, length: number): boolean {
  return !isInside(text, index) && !isInside(text, index + length);
}

function isInside(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (isWordPart(before) && isWordPart(after)) || (isKatakana(before) && isKatakana(after));
}

function isKatakana(code: number): boolean {
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc;
}

/** The field's own name stands right before the value, with at most a verb or a colon between. */
function isPredicated(text: string, index: number, field: string): boolean {
  const name = field.split(' ').at(-1) ?? '';
  if (name.length < 3) return false;
  const before = text.slice(Math.max(0, index - 20 - name.length), index).toLowerCase();
  const found = before.lastIndexOf(name);
  return (
    found >= 0 &&
    /^(?: (?:is|are|was|were|now|currently|still)){0,3}\s?[:=]?\s?$/.test(before.slice(found + name.length))
  );
}
