import type { ConceptMatch } from '../types/concept.js';
import type { JsonValue } from '../types/json.js';
import type { ConceptDefinition, Knowledge } from '../types/knowledge.js';
import type { ConceptClues, Found } from './concept-clues.js';
import { type ConceptIndex, normalWords, type PhraseClaim } from './concept-index.js';
import { fits } from './fits-type.js';

export function matchesSome(value: JsonValue, patterns: readonly RegExp[]): boolean {
  if (typeof value === 'object') return false;
  const text = String(value).slice(0, 200);
  return patterns.some((pattern) => pattern.test(text));
}

export function matchFormat(clues: ConceptClues, knowledge: Knowledge): Found | null {
  const id = formatConcepts.get(clues.format ?? '');
  const concept = id === undefined ? undefined : knowledge.concepts.get(id);
  return concept === undefined ? null : { concept, confidence: 0.75, evidence: [`format ${clues.format}`] };
}

const formatConcepts = new Map([
  ['date', 'date'],
  ['date-time', 'date_time'],
  ['time', 'time_of_day'],
  ['email', 'email'],
  ['uri', 'url'],
  ['uuid', 'uuid'],
  ['ipv4', 'ip_address'],
  ['phone-number', 'phone_number'],
  ['phone', 'phone_number'],
  ['date-time-rfc-2822', 'date_time'],
  ['url', 'url'],
]);

export function matchDescription(clues: ConceptClues, index: ConceptIndex): ConceptDefinition | null {
  if (clues.description === '') return null;
  const text = normalWords(clues.description.slice(0, 160));
  let best: PhraseClaim | null = null;
  for (const [at, first] of text.entries()) {
    for (const claim of index.byPhrase.get(first) ?? []) {
      if (best !== null && claim.words.length <= best.words.length) continue;
      if (claim.words.every((word, offset) => text[at + offset] === word) && fits(clues, claim.concept))
        best = claim;
    }
  }
  return best?.concept ?? null;
}

export function matchExample(clues: ConceptClues, index: ConceptIndex): ConceptDefinition | null {
  const values = clues.examples
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .slice(0, 3);
  if (values.length === 0) return null;
  const matching = index.withExamples.find(
    (concept) =>
      fits(clues, concept) &&
      values.every((value) => concept.examples.some((pattern) => pattern.test(String(value).slice(0, 200)))),
  );
  return matching ?? null;
}

export function weakMatch(
  phrase: ConceptDefinition | null,
  example: ConceptDefinition | null,
): ConceptMatch | null {
  if (phrase !== null) {
    const agreed = phrase === example;
    return {
      id: phrase.id,
      confidence: agreed ? 0.8 : 0.7,
      evidence: [`description of ${phrase.id}`, ...(agreed ? [`example looks like ${phrase.id}`] : [])],
    };
  }
  if (example === null || weakExamples.has(example.id)) return null;
  return { id: example.id, confidence: 0.6, evidence: [`example looks like ${example.id}`] };
}

/** Two capitals or a four-digit number are too little to go by alone. */
const weakExamples = new Set([
  'country_code',
  'year',
  'vin',
  'version',
  'flight_number',
  'timestamp',
  'domain_name',
]);
