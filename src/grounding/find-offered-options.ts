import { asks } from '../language/asks.js';
import type { JsonSchema } from '../types/json.js';
import type { GroundingView } from './conversation-view.js';
import type { Candidate } from './find-claims.js';
import { findOccurrences } from './find-occurrences.js';
import type { FoldedText } from './folded-text.js';
import { spokenForms } from './spoken-forms.js';

/** Less than anything that is known: options are read as such where nothing else explains them. */
const score = -20;

/**
 * Members of an enumeration that a question puts before the user: "TypeScript, Python or Go?". Two of one enumeration at
 * least, in a message that asks and reports nothing new, so that no state of anything is told by the name of an option.
 */
export function findOfferedOptions(text: FoldedText, view: GroundingView): Candidate[] {
  const turn = view.messages.findLastIndex(({ role }) => role === 'user');
  if (!asks(text.text) || view.calls.some(({ result }) => result > turn)) return [];
  return view.tools.flatMap(({ parameters }) =>
    Object.entries(parameters.properties ?? {}).flatMap(([name, schema]) => {
      const members = optionsOf(schema).map((member) => placesOf(member, name, text, view));
      return members.filter((places) => places.length > 0).length < 2 ? [] : members.flat();
    }),
  );
}

function optionsOf({ enum: members, items }: JsonSchema): (string | number)[] {
  return [...(members ?? []), ...(items?.enum ?? [])].filter(
    (member): member is string | number => typeof member === 'string' || typeof member === 'number',
  );
}

function placesOf(
  member: string | number,
  label: string,
  text: FoldedText,
  view: GroundingView,
): Candidate[] {
  const meaning = { schema: {}, concept: null, label };
  return spokenForms(String(member), meaning, view, view.scenario.now)
    .filter(({ normalization }) => normalization === undefined || normalization.name === 'enum_label')
    .flatMap((form) => findOccurrences(text, { ...form, kind: 'text' }, view))
    .map(({ start, end }) => ({ start, end, source: { kind: 'schema', rule: 'enum' } as const, score }));
}
