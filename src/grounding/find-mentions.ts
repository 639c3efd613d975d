import type { Mark } from '../language/utterance.js';
import type { JsonPrimitive } from '../types/json.js';
import type { ViewLanguage } from './conversation-view.js';
import { findOccurrences, type Occurrence } from './find-occurrences.js';
import { foldForSearch, toCodePoints } from './folded-text.js';
import { nearness } from './nearness.js';
import { spokenForms, type ValueMeaning } from './spoken-forms.js';

/** A value that the user may say: `slot` is its number in the chain, `element` its place in a list value. */
export type SayableValue = ValueMeaning & {
  readonly slot: number;
  readonly element: number | null;
  readonly value: JsonPrimitive;
  /** True where the assistant has just asked for it: a bare yes or number then means it. */
  readonly isAsked?: boolean;
};

/**
 * Which of the values a user's text says, and where: each at most once, at its likeliest place, whole; longer ones first, none
 * over another. `now`: local ISO date and time of the conversation.
 */
export function findMentions(
  content: string,
  values: readonly SayableValue[],
  view: ViewLanguage,
  now: string,
): Mark[] {
  const text = foldForSearch(content);
  const places: { value: SayableValue; place: Occurrence; near: number }[] = [];
  for (const value of values) {
    for (const form of spokenForms(value.value, value, view, now)) {
      for (const place of findOccurrences(text, form, view)) {
        const near = nearness(text, place.start, place.end, value.label, view) + (value.isAsked ? 0.4 : 0);
        if (form.kind === 'switch' && near < 0.4) continue;
        places.push({ value, place, near });
      }
    }
  }
  const taken: Mark[] = [];
  const placed = new Set<SayableValue>();
  const used: Occurrence[] = [];
  const sorted = places.sort(
    (left, right) => lengthOf(right.place) - lengthOf(left.place) || right.near - left.near,
  );
  for (const { value, place } of sorted) {
    if (placed.has(value) || used.some((other) => place.start < other.end && other.start < place.end))
      continue;
    placed.add(value);
    used.push(place);
    const { slot, element } = value;
    const rule = place.normalization;
    taken.push({
      ...toCodePoints(text, place.start, place.end),
      meaning: { kind: 'mention', slot, element, ...(rule ? { normalization: rule } : {}) },
    });
  }
  return taken.sort((left, right) => left.start - right.start);
}

function lengthOf({ start, end }: Occurrence): number {
  return end - start;
}
