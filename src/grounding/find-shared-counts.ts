import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import { type GroundingView, labelOf, nodesOf } from './conversation-view.js';
import type { Candidate } from './find-claims.js';
import { findOccurrences } from './find-occurrences.js';
import type { FoldedText } from './folded-text.js';
import { nearness } from './nearness.js';
import { numberForms } from './number-forms.js';
import { spokenForms } from './spoken-forms.js';

/** Members looked at in one list, and units of text between a number and the word for what they share. */
const limits = { members: 40, reach: 40 };

/**
 * Numbers that count those members of a list which share a value that is said beside the number: "two of them are open on
 * Sundays", "three confirmed bookings". The number must be all that share it: a wrong count gets no source.
 */
export function findSharedCounts(text: FoldedText, view: GroundingView): Candidate[] {
  const found: Candidate[] = [];
  view.calls.forEach(({ call, output }, order) => {
    for (const { pointer, members } of nodesOf(output).lists) {
      if (members.length < 2 || members.length > limits.members) continue;
      for (const { label, value, indexes } of groupsOf(members)) {
        const source: Source = {
          kind: 'derived',
          function: 'count',
          inputs: indexes.map((index) => ({ kind: 'output', call: call.id, pointer: `${pointer}/${index}` })),
          options: {},
        };
        for (const form of numberForms(indexes.length, view))
          for (const { start, end, normalization } of findOccurrences(text, form, view)) {
            if (normalization !== undefined && normalization.name !== 'number') continue;
            if (!isSaidBeside({ label, value }, start, end, text, view)) continue;
            found.push({ start, end, source, score: 5 + order / (view.calls.length + 1) });
          }
      }
    }
  });
  return found;
}

type Group = { readonly label: string; readonly value: JsonPrimitive; readonly indexes: readonly number[] };

/** Members by what each of their fields holds: texts, and what is true of them. */
function groupsOf(members: readonly JsonValue[]): Group[] {
  const groups = new Map<string, { label: string; value: JsonPrimitive; indexes: number[] }>();
  members.forEach((member, index) => {
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return;
    for (const [name, value] of Object.entries(member)) {
      if (value !== true && (typeof value !== 'string' || value === '' || value.length > 60)) continue;
      const key = JSON.stringify([name, value]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { label: labelOf(name), value, indexes: [index] });
      else group.indexes.push(index);
    }
  });
  return [...groups.values()];
}

/** In the sentence of the number, not far behind it. */
function isSaidBeside(
  { label, value }: Pick<Group, 'label' | 'value'>,
  start: number,
  end: number,
  text: FoldedText,
  view: GroundingView,
): boolean {
  if (value === true) return nearness(text, start, end, label, view) > 0.6;
  const stop = /[.!?](?=\s)|[。！？\n]/.exec(text.text.slice(end))?.index ?? text.text.length;
  const last = end + Math.min(stop, limits.reach);
  return spokenForms(value, { schema: {}, concept: null, label }, view, view.scenario.now).some((form) =>
    findOccurrences(text, form, view).some((place) => place.start >= end && place.start <= last),
  );
}
