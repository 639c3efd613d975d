import type { GroundingView } from '../grounding/conversation-view.js';
import { findOccurrences, isJoined } from '../grounding/find-occurrences.js';
import { type FoldedText, foldForSearch, toCodePoints, toUnits } from '../grounding/folded-text.js';
import { nearness } from '../grounding/nearness.js';
import { type SpokenForm, spokenForms } from '../grounding/spoken-forms.js';
import type { JsonPrimitive } from '../types/json.js';
import type { MovedSpan, ValueSpan } from './spans-of.js';

/** Where the spans of a text stand in another: by `start-end`. Or the words of the first that is lost. */
export type Anchored =
  | {
      readonly ok: true;
      readonly moved: ReadonlyMap<string, MovedSpan>;
      readonly stretches: readonly Stretch[];
    }
  | { readonly ok: false; readonly lost: string };

/** In UTF-16 units. */
export type Stretch = { readonly start: number; readonly end: number };

/**
 * Finds every span of a text in its new words: as it stood, as often as it stood, or the value said otherwise. A figure must
 * stand by the word that says what it is, where it did so before.
 */
export function anchorSpans(
  original: string,
  rewritten: string,
  spans: readonly ValueSpan[],
  view: GroundingView,
): Anchored {
  const [before, after] = [foldForSearch(original), foldForSearch(rewritten)];
  const moved = new Map<string, MovedSpan>();
  const placed: { span: ValueSpan; at: Stretch }[] = [];
  const byLength = [...spans].sort((left, right) => right.end - right.start - (left.end - left.start));
  const lost: ValueSpan[] = [];
  const place = (span: ValueSpan, found: Found | null): boolean => {
    const old = toUnits(before, span.start, span.end);
    if (found === null || isMisplaced(before, after, old, found.at, span, view)) return false;
    placed.push({ span, at: found.at });
    moved.set(`${span.start}-${span.end}`, {
      ...toCodePoints(after, found.at.start, found.at.end),
      ...(found.normalization === undefined ? {} : { normalization: found.normalization }),
    });
    return true;
  };
  const takenFor = (span: ValueSpan): Placed =>
    placed.filter(({ span: other }) => other.end <= span.start || span.end <= other.start);
  for (const span of byLength) {
    const old = toUnits(before, span.start, span.end);
    if (!place(span, verbatim(before, after, old, takenFor(span)))) lost.push(span);
  }
  // What stands as it stood is out of the way of what is said otherwise.
  for (const span of lost) {
    if (!place(span, otherwise(before, after, span, { taken: takenFor(span), spans, view }))) {
      const { start, end } = toUnits(before, span.start, span.end);
      return { ok: false, lost: original.slice(start, end) };
    }
  }
  return { ok: true, moved, stretches: placed.map(({ at }) => at) };
}

type Found = { readonly at: Stretch; readonly normalization?: MovedSpan['normalization'] };
type Placed = readonly { readonly at: Stretch }[];

/** The same words: at the same place in their row where they stand as often as before. */
function verbatim(before: FoldedText, after: FoldedText, old: Stretch, taken: Placed): Found | null {
  const words = before.text.slice(old.start, old.end);
  const isWhole = !isJoined(before.text, old.start) && !isJoined(before.text, old.end);
  const [was, is] = [placesOf(words, before.text, isWhole), placesOf(words, after.text, isWhole)];
  if (is.length < was.length) return null;
  const rank = was.findIndex(({ start }) => start === old.start);
  const inRow = is.length === was.length ? is[rank] : undefined;
  const free = is.filter((place) => !taken.some((other) => overlap(place, other.at)));
  const at = inRow !== undefined && free.includes(inRow) ? inRow : likest(before.text, after.text, old, free);
  return at === undefined ? null : { at, normalization: 'as before' };
}

/** The place whose neighbours are most like those of the old one. */
function likest(
  before: string,
  after: string,
  old: Stretch,
  places: readonly Stretch[],
): Stretch | undefined {
  let best: { place: Stretch; alike: number } | undefined;
  for (const place of places) {
    let alike = 0;
    while (
      alike < 40 &&
      before[old.end + alike] !== undefined &&
      before[old.end + alike] === after[place.end + alike]
    )
      alike += 1;
    let left = 1;
    while (
      left < 40 &&
      before[old.start - left] !== undefined &&
      before[old.start - left] === after[place.start - left]
    )
      left += 1;
    if (best === undefined || alike + left > best.alike) best = { place, alike: alike + left };
  }
  return best?.place;
}

/** Whole places of words, none over another. */
function placesOf(words: string, text: string, isWhole: boolean): Stretch[] {
  const places: Stretch[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    const isPart = isJoined(text, start) || isJoined(text, end) || goesOn(text, start, end);
    if (!isWhole || !isPart) places.push({ start, end });
  }
  return places;
}

/** Digits on either side of a figure, or behind a point: another figure. */
function goesOn(text: string, start: number, end: number): boolean {
  return (
    (/\d/.test(text.charAt(end - 1)) && /^[.,:]?\d/.test(text.slice(end, end + 2))) ||
    (/\d/.test(text.charAt(start)) && /\d[.,:]?$/.test(text.slice(Math.max(0, start - 2), start)))
  );
}

/** The same value in other words, where they stand once more often than they did outside of values. */
function otherwise(
  before: FoldedText,
  after: FoldedText,
  span: ValueSpan,
  { taken, spans, view }: { taken: Placed; spans: readonly ValueSpan[]; view: GroundingView },
): Found | null {
  if (span.value === null) return null;
  const old = spans.map(({ start, end }) => toUnits(before, start, end));
  for (const form of spokenForms(span.value, span.meaning, view, view.scenario.now)) {
    if (form.kind === 'switch' || isPart(form, span.value)) continue;
    const places = findOccurrences(after, form, view).filter(
      (place) => !taken.some((other) => overlap(place, other.at)),
    );
    const [place] = places;
    if (place === undefined) continue;
    const known = findOccurrences(before, form, view).filter(
      (each) => !old.some((other) => overlap(each, other)),
    );
    if (known.length > 0 || places.length > 1) continue;
    const rule =
      place.normalization ?? (typeof span.value === 'number' ? ({ name: 'number' } as const) : undefined);
    return { at: place, ...(rule === undefined ? {} : { normalization: rule }) };
  }
  return null;
}

/** The day or the time of an instant, and a rounded figure: they say less than the value. */
function isPart({ normalization }: SpokenForm, value: JsonPrimitive): boolean {
  if (normalization?.name === 'round') return true;
  return (
    /^\d{4}-\d\d-\d\d[T ]/.test(String(value)) &&
    normalization?.name !== 'date_time' &&
    normalization !== undefined
  );
}

function overlap(left: Stretch, right: Stretch): boolean {
  return left.start < right.end && right.start < left.end;
}

/** A figure that its label stood by, and does no longer. */
function isMisplaced(
  before: FoldedText,
  after: FoldedText,
  old: Stretch,
  at: Stretch,
  { meaning: { label } }: ValueSpan,
  view: GroundingView,
): boolean {
  const said = before.text.slice(old.start, old.end);
  // A code is nobody else's, wherever it stands.
  if (label === '' || !/\d/.test(said) || /^[A-Za-z]{2,}[-_]?\d/.test(said)) return false;
  const was = nearness(before, old.start, old.end, label, view);
  return was > 0.6 && nearness(after, at.start, at.end, label, view) < was * 0.5;
}
