import type { ConceptMatch } from '../types/concept.js';
import type { ConceptDefinition, Knowledge } from '../types/knowledge.js';
import type { ConceptClues } from './concept-clues.js';
import { conceptIndexOf, normalWords } from './concept-index.js';
import { borneOut, codeForm } from './examples-agree.js';
import { matchAttribute } from './match-attribute.js';
import { matchDescription, matchExample, matchFormat, weakMatch } from './match-evidence.js';
import { matchIdentifier } from './match-identifier.js';
import { matchName } from './match-name.js';
import { matchTense } from './match-tense.js';

/** Codes that stand for a place where a description asks for them. */
const placeCodes = new Set(['airport_code', 'country_code', 'postal_code']);

/**
 * Tells what a value is from all that surrounds it, or null where nothing speaks for any concept. Words are compared as
 * wholes: `on_time_rate` ends in `rate` and is no time, `update` is no date.
 */
export function matchConcept(clues: ConceptClues, knowledge: Knowledge): ConceptMatch | null {
  const index = conceptIndexOf(knowledge);
  const words = normalWords(clues.name);
  const found =
    matchAttribute(words, clues, index, knowledge) ??
    matchIdentifier(words, clues, index, knowledge) ??
    (index.byName.has(words.join(' ')) ? null : matchTense(words, clues, knowledge)) ??
    matchName(words, clues, index) ??
    matchFormat(clues, knowledge);
  const phrase = matchDescription(clues, index);
  const example = matchExample(clues, index);

  if (found === null) return weakMatch(phrase, example);
  const coded = codeForm(found.concept, clues, knowledge);
  const concept = coded ?? found.concept;
  const evidence = coded === null ? found.evidence : [...found.evidence, `example looks like ${coded.id}`];
  if (!borneOut(concept, clues, knowledge)) return weakMatch(phrase, example);
  const placed = phrase !== null && knowledge.isA(concept.id, 'place') && placeCodes.has(phrase.id);
  if (phrase !== null && (placed || knowledge.isA(phrase.id, concept.id)) && phrase !== concept) {
    // `location`, described as "IATA code of the airport": the description is the more special one.
    return { id: phrase.id, confidence: 0.8, evidence: [...evidence, `description of ${phrase.id}`] };
  }
  if (concept.needsEvidence && phrase !== concept && example !== concept) return weakMatch(phrase, example);
  const agreeing = (phrase === concept ? 1 : 0) + (example === concept ? 1 : 0);
  const contradicted =
    example !== null &&
    example !== concept &&
    isCode(example, knowledge) &&
    !related(example, concept, knowledge);
  const sameFamily =
    example !== null && knowledge.isA(concept.id, 'time') && knowledge.isA(example.id, 'time');
  if (sameFamily && example !== concept && !knowledge.isA(concept.id, example.id)) {
    // A `start_time` whose specimen is a whole date and time is one.
    return { id: example.id, confidence: 0.8, evidence: [...evidence, `example looks like ${example.id}`] };
  }
  if (
    example !== null &&
    example !== concept &&
    isCode(example, knowledge) &&
    knowledge.isA(example.id, concept.id)
  ) {
    // A `location` whose specimen is a pair of coordinates is one.
    return { id: example.id, confidence: 0.8, evidence: [...evidence, `example looks like ${example.id}`] };
  }
  if (contradicted) {
    return { id: example.id, confidence: 0.6, evidence: [`example looks like ${example.id}`] };
  }
  return {
    id: concept.id,
    confidence: round(Math.min(1, found.confidence + 0.04 * agreeing)),
    evidence: [
      ...evidence,
      ...(phrase === concept ? [`description of ${concept.id}`] : []),
      ...(example === concept ? [`example looks like ${concept.id}`] : []),
    ],
  };
}

const codes = new Set(['date', 'email', 'url', 'coordinates', 'ip_address', 'wallet_address']);

function isCode(concept: ConceptDefinition, knowledge: Knowledge): boolean {
  return codes.has(concept.id) && !knowledge.isA(concept.id, 'identifier');
}

function related(a: ConceptDefinition, b: ConceptDefinition, knowledge: Knowledge): boolean {
  return knowledge.isA(a.id, b.id) || knowledge.isA(b.id, a.id) || a.parent === b.parent;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
