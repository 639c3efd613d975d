import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import type { Fact } from './scan-facts.js';

type WorldValue = {
  readonly text: string;
  readonly field: string;
  readonly isName: boolean;
  /** The word that it begins with; empty where it begins with none. */
  readonly firstWord: string;
  readonly since: number;
};

const worlds = new WeakMap<RecordView, readonly WorldValue[]>();

/**
 * Values of earlier outputs that the text repeats: strings of two words or more, capitalised, or ideographic or katakana
 * of two characters or more anywhere; other words only where the text predicates them of their field ("status is open").
 */
export function findWorldValues(view: RecordView, text: string, at: number): Fact[] {
  const facts: Fact[] = [];
  // A value counts as a whole only, so a text without its first word cannot hold it.
  const words = new Set(text.match(/[A-Za-z0-9À-ÿ]+/g));
  for (const { text: value, field, isName, firstWord, since } of worldOf(view)) {
    if (since >= at || (firstWord !== '' && !words.has(firstWord)) || !text.includes(value)) continue;
    for (let index = text.indexOf(value); index >= 0; index = text.indexOf(value, index + value.length)) {
      if (!isWhole(text, index, value.length)) continue;
      if (isName || isPredicated(text, index, field))
        facts.push({ start: index, end: index + value.length, kind: 'world value' });
    }
  }
  return facts;
}

function worldOf(view: RecordView): readonly WorldValue[] {
  const known = worlds.get(view);
  if (known !== undefined) return known;
  const values = new Map<string, WorldValue>();
  for (const { leaves, result } of view.calls) {
    if (result < 0) continue;
    for (const { pointer, value } of leaves()) {
      if (typeof value !== 'string' || value.length < 2 || value.length > 200) continue;
      const field = labelOf(pointer.slice(pointer.lastIndexOf('/') + 1));
      const key = `${field}/${value}`;
      if (values.has(key)) continue;
      const firstWord = /^[A-Za-z0-9À-ÿ]+/.exec(value)?.[0] ?? '';
      values.set(key, { text: value, field, isName: isName(value), firstWord, since: result });
    }
  }
  const world = [...values.values()];
  worlds.set(view, world);
  return world;
}

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
  const isInside = (at: number): boolean =>
    scripts.some((script) => script.test(text[at - 1] ?? '') && script.test(text[at] ?? ''));
  return !isInside(index) && !isInside(index + length);
}

const scripts = [/[A-Za-z0-9À-ÿ]/, /[\u30a1-\u30fa\u30fc]/];

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
