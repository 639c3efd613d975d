import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from './load-knowledge.js';
import { matchConcept } from './match-concept.js';

const knowledge = loadKnowledge(join(import.meta.dirname, '..', '..', 'config'));

function conceptOf(name: string, type = 'string'): string | undefined {
  const clues = { description: '', format: null, enum: null, examples: [], entity: null, category: '' };
  return matchConcept({ ...clues, name, type }, knowledge)?.id;
}

describe('matchTense', () => {
  it.each([
    ['seen_on', 'date_past'],
    ['submittedOn', 'date_past'],
    ['received_at', 'date_time_past'],
    ['due_on', 'date'],
    ['next_visit', 'date'],
    ['expected_delivery', 'date'],
  ])('reads the time of %s off its tense', (name, concept) => {
    expect(conceptOf(name)).toBe(concept);
  });

  it('takes no place or ground for a date', () => {
    expect(conceptOf('based_on')).toBeUndefined();
    expect(conceptOf('hosted_at')).toBeUndefined();
  });

  it('reads when, not whether, off a text', () => {
    expect(conceptOf('availableFrom')).toBe('date');
    expect(conceptOf('lastActive')).toBe('date_past');
    expect(conceptOf('available', 'boolean')).toBe('boolean');
  });
});
