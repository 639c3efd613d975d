import { foldedMessage, type GroundingView } from './conversation-view.js';
import type { Candidate } from './find-claims.js';
import { findOccurrences, isJoined } from './find-occurrences.js';
import { type FoldedText, toCodePoints } from './folded-text.js';
import { numberForms } from './number-forms.js';

/** Stretches that look like values: codes and numbers, names in capitals, quotations, words of katakana or ideographs. */
const valueShapes =
  /"([^"\n]{1,120})"|「([^」\n]{1,120})」|『([^』\n]{1,120})』|[A-Za-z0-9À-ɏ._%+-]{1,64}@[A-Za-z0-9.-]{1,120}|[$€£¥]?[A-Za-z0-9_À-ɏ-]*\d[A-Za-z0-9_.,:%-]*|[A-ZÀ-Þ][A-Za-z0-9À-ɏ'-]*(?: (?:[A-ZÀ-Þ0-9][A-Za-z0-9À-ɏ'-]*))*|[\u30a1-\u30fc]{2,}|[\u4e00-\u9fff]{2,}/g;

/** What the assistant repeats of the user's words as they stand, where nothing else explains it. */
export function findRepeated(
  text: FoldedText,
  view: GroundingView,
  known: readonly Candidate[],
): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.text.matchAll(valueShapes)) {
    const inner = match[1] ?? match[2] ?? match[3];
    const start = match.index + (inner === undefined ? 0 : 1);
    const said = (inner ?? match[0]).replace(/[.,:-]+$/, '');
    if (
      said === '' ||
      /^[A-Za-z]$/.test(said) ||
      known.some((each) => isStronger(each, start, start + said.length))
    )
      continue;
    const isSentenceStart = /^[A-Z][a-z']*$/.test(said) && /(?:^|[.!?\n] ?)$/.test(text.text.slice(0, start));
    if (isSentenceStart) continue;
    const place = placeOf(said, view);
    if (place !== null)
      found.push({ start, end: start + said.length, source: { kind: 'user', ...place }, score: 1 });
  }
  return [...found, ...findNumbersSaid(text, view, known)];
}

/** Largest number that people count out in words. */
const mostCounted = 12;

/** Small numbers that the user said in another way: "a couple", "both of them" → "which two". */
function findNumbersSaid(text: FoldedText, view: GroundingView, known: readonly Candidate[]): Candidate[] {
  const found: Candidate[] = [];
  for (let number = 2; number <= mostCounted; number += 1) {
    const forms = numberForms(number, view).filter(({ text: said }) => !/\d/.test(said));
    const places = forms
      .flatMap((form) => findOccurrences(text, form, view))
      .filter(({ start, end }) => !known.some((each) => start < each.end && each.start < end));
    if (places.length === 0) continue;
    for (let message = view.messages.length - 1; message >= 0; message -= 1) {
      const spoken = view.messages[message];
      if (spoken?.role !== 'user') continue;
      const said = foldedMessage(spoken);
      const [own] = forms.flatMap((form) => findOccurrences(said, form, view));
      if (own === undefined) continue;
      const source = {
        ...{ kind: 'user' as const, message, ...toCodePoints(said, own.start, own.end) },
        normalization: { name: 'number' as const },
      };
      for (const { start, end } of places) found.push({ start, end, source, score: 0 });
      break;
    }
  }
  return found;
}

function placeOf(
  said: string,
  { messages }: GroundingView,
): { readonly message: number; readonly start: number; readonly end: number } | null {
  for (let message = messages.length - 1; message >= 0; message -= 1) {
    const spoken = messages[message];
    if (spoken?.role !== 'user') continue;
    const text = foldedMessage(spoken);
    for (let start = text.text.indexOf(said); start >= 0; start = text.text.indexOf(said, start + 1)) {
      const end = start + said.length;
      if (isJoined(text.text, start) || isJoined(text.text, end)) continue;
      return { message, ...toCodePoints(text, start, end) };
    }
  }
  return null;
}

/** Whether a stretch that is explained already meets another and is not a part of it. */
function isStronger(each: Candidate, start: number, end: number): boolean {
  return start < each.end && each.start < end && end - start <= each.end - each.start;
}
