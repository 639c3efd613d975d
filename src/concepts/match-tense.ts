import type { Knowledge } from '../types/knowledge.js';
import type { ConceptClues, Found } from './concept-clues.js';
import { fits } from './fits-type.js';

/** Participles that do not end in `ed`. */
const participles = new Set([
  'sent',
  'seen',
  'paid',
  'taken',
  'born',
  'built',
  'held',
  'sold',
  'bought',
  'won',
  'made',
  'met',
  'read',
  'given',
  'known',
  'run',
  'broken',
]);

/** Says where or by what, not when. */
const stative = new Set([
  'based',
  'located',
  'hosted',
  'focused',
  'situated',
  'priced',
  'valued',
  'rated',
  'aimed',
  'need',
  'feed',
  'speed',
  'bed',
]);

/** `scheduled_on` and `expected_on` lie ahead although they end in `ed`. */
const ahead = new Set([
  'next',
  'expected',
  'planned',
  'upcoming',
  'scheduled',
  'estimated',
  'due',
  'projected',
]);

const dayNouns = new Set([
  'date',
  'day',
  'delivery',
  'arrival',
  'visit',
  'checkup',
  'appointment',
  'inspection',
  'on',
]);

/**
 * Dates told by the tense of their name: `listed_on` and `seen_at` are past, `due_on`, `next_visit` and `planned_date` are to
 * come. Null for all other names.
 */
export function matchTense(
  words: readonly string[],
  clues: ConceptClues,
  knowledge: Knowledge,
): Found | null {
  const id = conceptId(words, clues.format);
  const concept = id === null ? undefined : knowledge.concepts.get(id);
  if (concept === undefined || !fits(clues, concept)) return null;
  return { concept, confidence: 0.85, evidence: [`tense of name "${clues.name}"`] };
}

function conceptId(words: readonly string[], format: string | null): string | null {
  if (words.length < 2) return null;
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const moment = format === 'date-time' || (last === 'at' && format !== 'date');
  const dated = format === 'date' || format === 'date-time';
  if (ahead.has(words[0] ?? '') || ahead.has(before)) {
    if (last === 'on' || last === 'at' || dated || dayNouns.has(last)) return moment ? 'date_time' : 'date';
    return null;
  }
  if (stative.has(before)) return null;
  if ((last === 'on' || last === 'at') && (before.endsWith('ed') || participles.has(before)))
    return moment ? 'date_time_past' : 'date_past';
  return words[0] === 'last' && dated ? (moment ? 'date_time_past' : 'date_past') : null;
}
