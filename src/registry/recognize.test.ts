import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { makeLabel } from './make-label.js';
import { recognizeEntity } from './recognize-entity.js';
import { recognizeIntent } from './recognize-intent.js';
import { noThings } from './tool-things.js';

const knowledge = loadKnowledge('config');

describe('recognizeIntent', () => {
  it.each([
    ['searchHotels', 'GET', false, false, 'search'],
    ['getHotels', 'GET', false, false, 'search'],
    ['getHotel', 'GET', true, false, 'retrieve'],
    ['Get hotel details by ID', 'GET', true, false, 'retrieve'],
    ['createBooking', 'POST', false, false, 'create'],
    ['book_flight', 'GET', false, false, 'create'],
    ['Book Details', 'GET', true, false, 'retrieve'],
    ['New Movies', 'GET', false, false, 'search'],
    ['cancelBooking', 'POST', true, false, 'delete'],
    ['anything', 'DELETE', true, false, 'delete'],
    ['update_profile', 'PUT', true, false, 'update'],
    ['convert', 'GET', false, false, 'execute'],
    ['compare_plans', 'GET', false, false, 'compare'],
    ['Distance between zip codes', 'GET', false, false, 'retrieve'],
  ] as const)('takes %s (%s, id %s, list %s) for %s', (name, method, hasIdentifier, answersList, intent) => {
    expect(recognizeIntent({ name, description: '', method, hasIdentifier, answersList }, knowledge)).toBe(
      intent,
    );
  });

  it('does not take what a description tells the caller for the intent of a GET', () => {
    const clues = {
      name: 'Games by category',
      description: 'Insert game category.',
      method: 'GET',
      hasIdentifier: false,
      answersList: false,
    };
    expect(recognizeIntent(clues, knowledge)).toBe('search');
  });
});

describe('recognizeEntity', () => {
  const clues = {
    description: '',
    path: '',
    toolName: '',
    toolDescription: '',
    category: '',
    propertyNames: [],
    things: noThings,
    takesIdentifier: false,
  };

  it.each([
    ['searchHotels', 'travel', 'hotel'],
    ['Search flights by airport', 'travel', 'flight'],
    ['Detailed Cocktail Recipe by ID', 'food', 'recipe'],
    ['Stock quote', 'finance', 'stock_quote'],
    ['frobnicate', 'travel', undefined],
  ])('reads %s in %s as %s', (endpointName, category, entity) => {
    expect(recognizeEntity({ ...clues, endpointName, category }, knowledge)?.entity).toBe(entity);
  });
});

describe('recognizeEntity, of a noun that no entity has', () => {
  const clues = {
    description: '',
    path: '',
    toolName: 'MailSlurp email',
    toolDescription: '',
    category: 'email',
    propertyNames: [],
    things: { ...noThings, identified: new Set(['attachment', 'position']) },
    takesIdentifier: false,
  };

  it.each([
    ['getAttachments', 'attachment'],
    ['getEmails', 'email_message'],
    ['List positions', 'position'],
    ['getAlias', undefined],
  ])('takes %s to be about %s', (endpointName, entity) => {
    expect(recognizeEntity({ ...clues, endpointName }, knowledge)?.entity).toBe(entity);
  });
});

describe('makeLabel', () => {
  it.each<[string, string | null, string]>([
    ['q', null, 'search terms'],
    ['q', 'city', 'city'],
    ['dt', null, 'date'],
    ['departure_id', null, 'departure'],
    ['check_in_date', null, 'check-in date'],
    ['from', 'airport_code', 'departure airport'],
    ['to', 'currency_code', 'currency to convert to'],
    ['min_price', null, 'minimum price'],
    ['x', null, ''],
  ])('speaks of %s with the concept %s as "%s"', (name, concept, label) => {
    expect(makeLabel(name, knowledge, concept)).toBe(label);
  });
});
