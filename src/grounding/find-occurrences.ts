import type { Normalization } from '../types/provenance.js';
import type { ViewLanguage } from './conversation-view.js';
import { type FoldedText, foldKeeping } from './folded-text.js';
import type { SpokenForm } from './spoken-forms.js';

/** Where a form stands as a whole. Offsets in UTF-16 units. */
export type Occurrence = {
  readonly start: number;
  readonly end: number;
  readonly normalization?: Normalization;
};

/** Most places of one form that are looked at in one text. */
const mostPlaces = 50;

/** Every place where a form stands whole in a text: no part of another word or number. A number comes with its unit. */
export function findOccurrences(
  text: FoldedText,
  form: SpokenForm,
  view: ViewLanguage,
): readonly Occurrence[] {
  const wanted = foldForm(form.text);
  const found: Occurrence[] = [];
  for (
    let start = text.folded.indexOf(wanted), places = 0;
    start >= 0 && places < mostPlaces;
    start = text.folded.indexOf(wanted, start + 1), places += 1
  ) {
    const end = start + wanted.length;
    const occurrence =
      form.kind === 'number' ? numberAt(text, start, end, form, view) : textAt(text, start, end, form);
    if (occurrence !== null) found.push(occurrence);
  }
  return found;
}

let remembered = new Map<string, string>();

function foldForm(text: string): string {
  let folded = remembered.get(text);
  if (folded === undefined) {
    folded = foldKeeping(text);
    if (remembered.size >= 50_000) remembered = new Map();
    remembered.set(text, folded);
  }
  return folded;
}

function textAt(
  { text, folded }: FoldedText,
  start: number,
  end: number,
  form: SpokenForm,
): Occurrence | null {
  if (isJoined(folded, start) || isJoined(folded, end)) return null;
  if (isInsideCompound(folded, start, end)) return null;
  if (/^\d/.test(form.text) && continuesNumber(text, folded, start, -1)) return null;
  if (/\d$/.test(form.text) && continuesNumber(text, folded, end, 1)) return null;
  if (form.normalization !== undefined) return { start, end, normalization: form.normalization };
  return text.slice(start, end) === form.text
    ? { start, end }
    : { start, end, normalization: { name: 'case' } };
}

/** A number, wider by the currency or unit beside it; null where it is part of another number, a code, a date or a time. */
function numberAt(
  { text, folded }: FoldedText,
  start: number,
  end: number,
  form: SpokenForm,
  view: ViewLanguage,
): Occurrence | null {
  const isWord = !/\d/.test(form.text);
  const before = isWord ? null : currencyBefore(text, start, view);
  const behind = unitBehind(text, end, isWord && view.language.orthography.spaces, view);
  const [from, to] = [before ?? start, behind?.end ?? end];
  if (isJoined(folded, from) || isJoined(folded, to)) return null;
  if (
    !isWord &&
    (continuesNumber(text, folded, start, -1) || (behind === null && continuesNumber(text, folded, end, 1)))
  )
    return null;
  if (isDatePart(folded, start, end)) return null;
  if (isWord && !view.language.orthography.spaces && behind === null) return null;
  const isMoney = before !== null || behind?.kind === 'currency';
  const own = form.normalization;
  if (own?.name === 'round') return { start: from, end: to, normalization: own };
  if (isMoney) return { start: from, end: to, normalization: { name: 'money' } };
  if (behind !== null) return { start: from, end: to, normalization: { name: 'unit' } };
  if (own !== undefined) return { start, end, normalization: own };
  return text.slice(start, end) === form.text
    ? { start, end }
    : { start, end, normalization: { name: 'number' } };
}

/** Start of a currency's sign or code that stands before a number; null where none does. */
function currencyBefore(text: string, start: number, view: ViewLanguage): number | null {
  const lead = text.slice(Math.max(0, start - 6), start);
  for (const sign of signsOf(view)) {
    for (const gap of ['', ' ']) {
      if (lead.endsWith(sign + gap) && !(gap === ' ' && /^[^A-Z]/.test(sign)))
        return start - sign.length - gap.length;
    }
  }
  return null;
}

function unitBehind(
  text: string,
  end: number,
  isApart: boolean,
  view: ViewLanguage,
): { readonly end: number; readonly kind: 'currency' | 'unit' } | null {
  const rest = text.slice(end, end + 30);
  const code = /^ ?[A-Z]{3}(?![A-Za-z0-9])/.exec(rest)?.[0];
  if (code !== undefined && !isApart && !isUnit(code.trim(), view))
    return { end: end + code.length, kind: 'currency' };
  for (const { word, kind } of behindsOf(view)) {
    for (const gap of isApart ? [' ', '-'] : ['', ' ', '-']) {
      if (!rest.startsWith(gap + word)) continue;
      const stop = end + gap.length + word.length;
      if (!isJoined(text, stop)) return { end: stop, kind };
    }
  }
  return null;
}

function isUnit(word: string, view: ViewLanguage): boolean {
  return behindsOf(view).some((each) => each.word === word && each.kind === 'unit');
}

const signs = new WeakMap<ViewLanguage['words'], readonly string[]>();

function signsOf({ words, language }: ViewLanguage): readonly string[] {
  let known = signs.get(words);
  if (known === undefined) {
    const codes = [
      ...(language.codes.get('currency_code')?.keys() ?? []),
      ...(language.codes.get('currency')?.keys() ?? []),
    ];
    known = byLength([...[...words.currencies.keys()].filter((word) => !/^[a-z]/.test(word)), ...codes]);
    signs.set(words, known);
  }
  return known;
}

type Behind = { readonly word: string; readonly kind: 'currency' | 'unit' };
const behinds = new WeakMap<ViewLanguage['words'], readonly Behind[]>();

/** Currencies and units, longest first. */
function behindsOf({ words, language }: ViewLanguage): readonly Behind[] {
  let known = behinds.get(words);
  if (known === undefined) {
    const tables = ['currency_code', 'currency'].flatMap((table) => [...(language.codes.get(table) ?? [])]);
    const currencies = [...words.currencies.keys(), ...tables.flatMap(([code, names]) => [code, ...names])];
    const units = [
      ...words.units,
      ...language.units.values(),
      ...language.counters.values(),
      language.defaultCounter,
    ];
    const kinds = new Map<string, Behind['kind']>(
      units.filter((word) => word !== '').map((word) => [word, 'unit']),
    );
    for (const word of currencies) kinds.set(word, 'currency');
    known = byLength([...kinds.keys()]).map((word) => ({ word, kind: kinds.get(word) ?? 'unit' }));
    behinds.set(words, known);
  }
  return known;
}

function byLength(words: readonly string[]): string[] {
  return [...new Set(words)].sort((left, right) => right.length - left.length);
}

/** Whether the letters on both sides of a place belong to one word: of Latin letters and digits, or of katakana. */
export function isJoined(text: string, at: number): boolean {
  const [left, right] = [text.charAt(at - 1), text.charAt(at)];
  if (left === '' || right === '') return false;
  return (
    (isLetter(left) && isLetter(right)) ||
    (/[\u30a1-\u30fa\u30fc]/.test(left) && /[\u30a1-\u30fa\u30fc]/.test(right))
  );
}

/** One or two ideographs behind another are part of a longer word: 京都 of 東京都. */
function isInsideCompound(text: string, start: number, end: number): boolean {
  return end - start <= 2 && ideograph.test(text.charAt(start)) && ideograph.test(text.charAt(start - 1));
}

const ideograph = /[\u3400-\u9fff]/;

function isLetter(character: string): boolean {
  return /[A-Za-z0-9À-ɏ_]/.test(character);
}

/** Whether digits go on beyond a place, behind a sign that stands inside numbers, codes, dates and times. */
function continuesNumber(written: string, text: string, at: number, direction: 1 | -1): boolean {
  const [next, beyond] =
    direction === 1 ? [text.charAt(at), text.charAt(at + 1)] : [text.charAt(at - 1), text.charAt(at - 2)];
  if (/\d/.test(next)) return true;
  if (next === '-' && isRange(written, direction === 1 ? at : at - 1)) return false;
  if (next === '-' || next === '_' || next === '#') return /[a-z0-9]/i.test(beyond);
  return /[.,:]/.test(next) && /\d/.test(beyond);
}

/** Whether a hyphen stands between two figures of a range: a dash, or with figures that no code holds ("11,400-14,051"). */
function isRange(text: string, at: number): boolean {
  if (/[\u2013\u2014]/.test(text.charAt(at))) return true;
  const [left, right] = [text.slice(Math.max(0, at - 12), at), text.slice(at + 1, at + 13)];
  return (
    /(?<![\w-])\d{1,3}[.,:]\d[\d.,:]*$/.test(left) && /^[$€£¥]?\d{1,3}[.,:]\d[\d.,:]*(?![\w-])/.test(right)
  );
}

/** `4` of `4月11日`, `12` of `12時30分`. */
function isDatePart(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 3)];
  return (
    /^月\d/.test(after) ||
    /^年\d{1,2}月?/.test(after) ||
    /^時\d/.test(after) ||
    /\d月$/.test(before) ||
    (/時$/.test(before) && /^分/.test(after))
  );
}
