import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../types/json.js';
import type { ConceptClues } from './concept-clues.js';
import { loadKnowledge } from './load-knowledge.js';
import { matchConcept } from './match-concept.js';

const knowledge = loadKnowledge('config');

function clues(name: string, given: Partial<ConceptClues> = {}): ConceptClues {
  return {
    name,
    description: '',
    type: 'string',
    format: null,
    enum: null,
    examples: [],
    entity: null,
    category: '',
    ...given,
  };
}

describe('matchConcept', () => {
  it.each<[string, Partial<ConceptClues>, string]>([
    ['city', {}, 'city'],
    ['departure_city', {}, 'departure_city'],
    ['q-city', {}, 'city'],
    ['check_in_date', {}, 'date_check_in'],
    ['checkIn', {}, 'date_check_in'],
    ['price_min', { type: 'number' }, 'price'],
    ['adults', { type: 'integer' }, 'people_count'],
    ['lat', { type: 'number' }, 'latitude'],
    ['time', {}, 'time_of_day'],
    ['id', { entity: 'hotel' }, 'hotel_id'],
    ['hotelId', {}, 'hotel_id'],
    ['hotelid', {}, 'hotel_id'],
    ['name', { entity: 'hotel' }, 'hotel_name'],
    ['hotel_name', { entity: 'hotel' }, 'hotel_name'],
    ['from', { entity: 'flight', category: 'travel' }, 'airport_code'],
    ['from', { entity: 'exchange_rate', category: 'finance' }, 'currency_code'],
    ['symbol', { entity: 'stock', category: 'finance' }, 'ticker'],
    ['country', { examples: ['US'] }, 'country_code'],
    ['country', { examples: ['France'] }, 'country'],
    ['gizmoId', {}, 'gizmo_id'],
    ['to_id', { description: 'Flixbus id of the arrival city or station' }, 'city_id'],
    ['x', { description: 'IATA code of the airport you leave from' }, 'airport_code'],
    ['start_time', { examples: ['2020-03-08T20:10:24.252Z'] }, 'date_time'],
  ])('reads %j with %j as %s', (name, given, expected) => {
    expect(matchConcept(clues(name, given), knowledge)?.id).toBe(expected);
  });

  it.each<[string, Partial<ConceptClues>, string]>([
    ['on_time_rate', {}, 'time'],
    ['restaurant', {}, 'restaurant_id'],
    ['update', {}, 'date'],
    ['days', { type: 'integer' }, 'date'],
    ['price_level', { enum: ['cheap', 'expensive'] }, 'count_small'],
    ['time', { examples: ['year'] }, 'time_of_day'],
    ['date_posted', { enum: ['all', 'today', 'week'] }, 'date'],
  ])('does not take %j with %j for %s', (name, given, wrong) => {
    const match = matchConcept(clues(name, given), knowledge);
    expect(match === null || !knowledge.isA(match.id, wrong)).toBe(true);
  });

  it('gives evidence and a confidence between 0 and 1 with every match', () => {
    for (const concept of knowledge.concepts.values()) {
      for (const name of concept.names) {
        const match = matchConcept(clues(name, { type: null }), knowledge);
        if (match === null) continue;
        expect(match.evidence.length).toBeGreaterThan(0);
        expect(match.confidence).toBeGreaterThan(0);
        expect(match.confidence).toBeLessThanOrEqual(1);
      }
    }
  });

  it('answers null where nothing speaks for any concept', () => {
    expect(matchConcept(clues('zzz', { examples: ['qq' as JsonValue] }), knowledge)).toBeNull();
  });
});
