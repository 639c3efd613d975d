import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import type { SlotValue, StepRequest } from '../../src/language/acts.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { toEndpointWords } from '../../src/language/reading/endpoint-words.js';
import { toSpeech } from '../../src/language/speech.js';
import { realiseUser } from '../../src/language/user/realise-user.js';
import { toStyle } from '../../src/plan/style.js';
import { conceptLine } from '../../src/planner/concept-line.js';
import { createRandom } from '../../src/random/random.js';
import type { JsonPrimitive, JsonSchema } from '../../src/types/json.js';
import { makeEndpoint } from '../support/make-registry.js';

const language = loadLanguage(configDirectory, 'en');
const knowledge = loadKnowledge(configDirectory);
const slot = (
  number: number,
  label: string,
  concept: string,
  value: JsonPrimitive,
  schema: JsonSchema,
): SlotValue => ({
  slot: number,
  intent: 'search',
  label,
  description: '',
  concept,
  concepts: conceptLine(concept, knowledge),
  schema,
  values: [value],
  isList: false,
});

/** Hotels in Lisbon, from one day to another, for two: what everybody asks for. */
const search: StepRequest = {
  words: toEndpointWords(
    { ...makeEndpoint({ id: 'stays/search_hotels', intent: 'search' }), name: 'search_hotels' },
    { singular: 'hotel', plural: 'hotels', category: 'travel' },
    language,
  ),
  intent: 'search',
  shared: [
    slot(0, 'city', 'city', 'Lisbon', { type: 'string' }),
    slot(1, 'check-in', 'date_check_in', '2026-05-11', { type: 'string', format: 'date' }),
    slot(2, 'check-out', 'date_check_out', '2026-05-14', { type: 'string', format: 'date' }),
    slot(3, 'adults', 'people_count', 2, { type: 'integer' }),
  ],
  own: [],
  kept: [],
  reference: null,
};

/** As a block of rows would ask it: each row with the style that the plan deals it. */
function askedBy(row: number): string {
  const random = createRandom(`ask-${row}`);
  const speech = toSpeech(toStyle(row, random.fork('style')), '2026-04-09T10:15:00', language);
  const act = { kind: 'request', opening: true, manner: 'plain', steps: [search], topic: null } as const;
  return realiseUser(act, speech, random.fork('text')).text;
}

function shinglesOf(text: string): Set<string> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');
  return new Set(words.slice(2).map((_, index) => words.slice(index, index + 3).join(' ')));
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared += 1;
  return shared / (left.size + right.size - shared);
}

describe('one ordinary request, asked two thousand times', () => {
  const texts = Array.from({ length: 2_000 }, (_, row) => askedBy(row));

  it('is never put in the same words', () => {
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has at most one pair in a hundred that are nearly the same', () => {
    const sets = texts.map(shinglesOf);
    let near = 0;
    for (const [index, left] of sets.entries())
      for (const right of sets.slice(index + 1)) if (jaccard(left, right) >= 0.8) near += 1;
    expect(near / ((texts.length * (texts.length - 1)) / 2)).toBeLessThanOrEqual(0.01);
  }, 60_000);
});
