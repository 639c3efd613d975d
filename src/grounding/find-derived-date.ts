import { readDate } from '../language/values/calendar-date.js';
import type { JsonPrimitive } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import { foldedMessage, type GroundingView } from './conversation-view.js';
import { findOccurrences, type Occurrence } from './find-occurrences.js';
import { toCodePoints } from './folded-text.js';
import { numberForms } from './number-forms.js';
import { type SpokenForm, spokenForms, type ValueMeaning } from './spoken-forms.js';

/** Longest span of each unit that is looked for. */
const mostUnits: readonly (readonly [unit: string, most: number])[] = [
  ['day', 31],
  ['week', 8],
  ['month', 12],
];

/**
 * A date that a user gives by an earlier one and a span, both in one message: "from May 4 for three nights". Null where the
 * value is no ISO date or nobody says so.
 */
export function findDerivedDate(
  value: JsonPrimitive,
  meaning: ValueMeaning,
  view: GroundingView,
): Source | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || readDate(value) === null)
    return null;
  for (let message = view.messages.length - 1; message >= 0; message -= 1) {
    if (view.messages[message]?.role !== 'user') continue;
    for (const [unit, most] of mostUnits) {
      for (let count = 1; count <= most; count += 1) {
        const source = saidBefore(value, count, unit, message, meaning, view);
        if (source !== null) return source;
      }
    }
  }
  return null;
}

function saidBefore(
  value: string,
  count: number,
  unit: string,
  message: number,
  meaning: ValueMeaning,
  view: GroundingView,
): Source | null {
  const spoken = view.messages[message];
  const from = spoken === undefined ? null : earlier(value, count, unit);
  if (spoken === undefined || from === null) return null;
  const text = foldedMessage(spoken);
  const span = firstOf(numberForms(count, view), ({ start, end }) => {
    // A unit may be part of what was found.
    const behind = text.folded.slice(end);
    return (view.words.spans.get(unit) ?? []).some(
      (word) =>
        text.folded.slice(start, end).endsWith(word) ||
        [word, ` ${word}`, `-${word}`].some((each) => behind.startsWith(each)),
    );
  });
  if (span === null) return null;
  const date = firstOf(
    spokenForms(from, meaning, view, view.scenario.now),
    (place) => place.end <= span.start || span.end <= place.start,
  );
  if (date === null) return null;
  return {
    kind: 'derived',
    function: 'date_add',
    inputs: [toSource(date), toSource({ ...span, normalization: span.normalization ?? { name: 'number' } })],
    options: { unit },
  };

  function firstOf(forms: readonly SpokenForm[], fits: (place: Occurrence) => boolean): Occurrence | null {
    for (const form of forms) {
      const place = findOccurrences(text, form, view).find(fits);
      if (place !== undefined) return place;
    }
    return null;
  }

  function toSource({ start, end, normalization }: Occurrence): Source {
    const rule = normalization === undefined ? {} : { normalization };
    return { kind: 'user', message, ...toCodePoints(text, start, end), ...rule };
  }
}

/** The date that lies so long before another; null where a month has no such day. */
function earlier(value: string, count: number, unit: string): string | null {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
  const date =
    unit === 'month'
      ? new Date(Date.UTC(year, month - 1 - count, day))
      : new Date(Date.UTC(year, month - 1, day - count * (unit === 'week' ? 7 : 1)));
  if (unit === 'month' && date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
