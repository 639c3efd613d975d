import { kindOf, touching } from './edges.js';
import { holdsNumber, isNumber } from './number-words.js';
import type { Span } from './span.js';

export type Reanchored =
  | { readonly ok: true; readonly moved: ReadonlyMap<string, Span> }
  /** A stretch that the new text does not hold as it did, or in places that could mean different things. */
  | { readonly ok: false; readonly lost: string };

/**
 * Finds stretches of an old text in a new one: each whole, touched by nothing that it was not touched by before. A text that
 * stands several times is told apart by the word that follows it, else by order, and only where it stands as often as
 * before; names may stand more or less often. `moved` is keyed by `spanKey`.
 */
export function reanchorSpans(before: string, after: string, spans: readonly Span[]): Reanchored {
  const old = [...before];
  const current = [...after];
  const moved = new Map<string, Span>();
  for (const span of spans) {
    if (moved.has(spanKey(span))) continue;
    const place = findAgain(old, current, span);
    if (place === null || isOfAnother(old, current, { span, place, spans }))
      return { ok: false, lost: old.slice(span.start, span.end).join('') };
    moved.set(spanKey(span), place);
  }
  return { ok: true, moved };
}

export function spanKey({ start, end }: Span): string {
  return `${start}-${end}`;
}

/** Whether a text can only mean one thing wherever it stands: a name, a code of letters and digits. */
export function isDistinctive(text: string): boolean {
  if (/^[A-Za-z](?=.*\d)[A-Za-z0-9_-]{4,}$/.test(text)) return true;
  const kinds = [...text].map(kindOf);
  const latin = kinds.filter((kind) => kind === 'latin').length;
  const japanese = kinds.filter((kind) => kind === 'kanji' || kind === 'katakana').length;
  return !holdsNumber(text) && (latin >= 4 || japanese >= 2);
}

function findAgain(old: readonly string[], current: readonly string[], span: Span): Span | null {
  const part = old.slice(span.start, span.end);
  const text = part.join('');
  if (part.length === 0 || text.trim() === '') return null;
  const touched = touching(old, span);
  const isAlike = (place: Span, characters: readonly string[]): boolean => {
    const [left, right] = touching(characters, place);
    return (left === '' || left === touched[0]) && (right === '' || right === touched[1]);
  };
  const places = findPlaces(current, part).filter((place) => isAlike(place, current));
  const earlier = findPlaces(old, part).filter((place) => place.start === span.start || isAlike(place, old));
  const rank = earlier.findIndex(({ start }) => start === span.start);
  const followed = places.filter((place) => wordAfter(current, place) === wordAfter(old, span));
  const isToldApart =
    followed.length === 1 &&
    earlier.filter((place) => wordAfter(old, place) === wordAfter(old, span)).length === 1;
  if (earlier.length > 1 && isToldApart) return followed[0] ?? null;
  if (earlier.length === places.length) return places[rank] ?? null;
  if (isDistinctive(text)) return places[Math.min(rank, places.length - 1)] ?? null;
  return isToldApart ? (followed[0] ?? null) : null;
}

/** Whether a number now counts what another one counted: "two people, three nights" told as "two nights, three people". */
function isOfAnother(
  old: readonly string[],
  current: readonly string[],
  { span, place, spans }: { readonly span: Span; readonly place: Span; readonly spans: readonly Span[] },
): boolean {
  const counted = wordAfter(current, place);
  if (counted === '' || counted === wordAfter(old, span)) return false;
  if (!isNumber(current.slice(place.start, place.end).join(''))) return false;
  return spans.some(
    (other) =>
      other.start !== span.start &&
      isNumber(old.slice(other.start, other.end).join('')) &&
      wordAfter(old, other) === counted,
  );
}

/** Every place of a text in another, overlapping ones too. */
export function findPlaces(characters: readonly string[], part: readonly string[]): Span[] {
  const places: Span[] = [];
  for (let start = 0; start + part.length <= characters.length; start += 1) {
    if (part.every((character, offset) => characters[start + offset] === character))
      places.push({ start, end: start + part.length });
  }
  return places;
}

/** The next word on the right, lower case: of one kind of letters, marks and spaces before it left out. */
function wordAfter(characters: readonly string[], { end }: Span): string {
  let at = end;
  while (at < characters.length && (characters[at] ?? '').trim() === '') at += 1;
  const kind = kindOf(characters[at]);
  if (kind === 'other') return characters[at] ?? '';
  let word = '';
  for (; at < characters.length && kindOf(characters[at]) === kind; at += 1) word += characters[at];
  return word.toLowerCase();
}
