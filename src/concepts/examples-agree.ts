import type { ConceptDefinition, Knowledge } from '../types/knowledge.js';
import type { ConceptClues } from './concept-clues.js';
import { matchesSome } from './match-evidence.js';

/** What is spelled as a code is the code: a `country` of `us` is a country code. */
const codeForms = new Map([
  ['country', 'country_code'],
  ['language_name', 'language_code'],
]);

export function codeForm(
  concept: ConceptDefinition,
  clues: ConceptClues,
  knowledge: Knowledge,
): ConceptDefinition | null {
  if (concept.id === 'region' && clues.enum?.every((member) => /^[a-z][a-z _-]{1,30}$/.test(String(member))))
    return clues.name.toLowerCase().endsWith('state')
      ? (knowledge.concepts.get('status_word') ?? null)
      : null;
  const code = knowledge.concepts.get(codeForms.get(concept.id) ?? '');
  const values = clues.enum ?? clues.examples;
  if (code === undefined || values.length === 0) return null;
  return values.slice(0, 5).every((value) => matchesSome(value, code.examples)) ? code : null;
}

/** Values of these always look alike: a `time` whose specimen is `year` is no time of day. */
const strict = [
  'date',
  'time_of_day',
  'coordinates',
  'year',
  'email',
  'url',
  'ip_address',
  'isbn',
  'vin',
  'hex_color',
  'flight_number',
  'timestamp',
];

export function borneOut(concept: ConceptDefinition, clues: ConceptClues, knowledge: Knowledge): boolean {
  const kind = strict.find((ancestor) => knowledge.isA(concept.id, ancestor));
  const values = clues.examples.filter((value) => typeof value !== 'object' && value !== '');
  if (kind === undefined || values.length === 0) return true;
  const patterns = [...concept.examples, ...(knowledge.concepts.get(kind)?.examples ?? [])];
  return values.some((value) => matchesSome(value, patterns)) || clues.format !== null;
}
