import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../config/package-paths.js';
import type { Endpoint, Intent } from '../../types/tool-registry.js';
import { loadLanguage } from '../data/load-language.js';
import { goalWords } from '../thing-phrase.js';
import { toEndpointWords } from './endpoint-words.js';

const language = loadLanguage(configDirectory, 'en');
const endpoint = (name: string, intent: Intent): Endpoint => ({
  id: 'c/t/e',
  toolId: 'c/t',
  callName: 't::e',
  name,
  description: '',
  method: 'GET',
  intent,
  entity: null,
  parameters: [],
  response: { origin: 'unknown', confidence: 0, schema: null, fields: [], objects: [], counts: [] },
  idParameter: null,
  filters: [],
  writes: [],
  irreversible: false,
  errors: [],
  unusable: null,
});

describe('toEndpointWords', () => {
  it.each([
    ['search_hotels', 'search', 'hotels'],
    ['Get Forecast by City', 'retrieve', 'forecast'],
    ['listTopics', 'search', 'topics'],
    ['RapidApiGetForecastSummaryByLocationName', 'retrieve', 'forecast summary'],
    ['/memre_api/v2/study', 'retrieve', 'study'],
    ['ArgNewsApIsController.getNewsArticles', 'search', 'news articles'],
    ['rate_on_date', 'retrieve', 'rate'],
    ['tournaments_get_matches', 'search', 'matches'],
    ["Get user's stories", 'search', 'user stories'],
    ['Market Movers ETFs', 'search', 'market movers etfs'],
    ['location_a_1_location_get', 'retrieve', 'location'],
    ['hotels/similar-hotels/hotels', 'search', 'similar hotels'],
  ] as const)('reads %s (%s) as "%s"', (name, intent, noun) => {
    expect(toEndpointWords(endpoint(name, intent), null, language).noun).toContain(noun);
  });

  it('falls back on the entity where the name says too little', () => {
    const words = toEndpointWords(
      endpoint('Search', 'search'),
      { singular: 'job', plural: 'jobs', category: null },
      language,
    );
    expect(words.noun).toBe('jobs');
  });

  it('says the last word of an entity where the name says no more', () => {
    const home = { singular: 'real estate home', plural: 'real estate homes', category: null };
    expect(toEndpointWords(endpoint('get_home_details', 'retrieve'), home, language).noun).toBe(
      'home details',
    );
  });

  it.each([
    ['move_visit', true],
    ['log_session', false],
  ])('tells whether %s gives other values to what is there', (name, changes) => {
    expect(toEndpointWords(endpoint(name, 'update'), null, language).changes).toBe(changes);
  });

  it.each([
    ['sign_up_for_event', 'create', 'sign up for', 'event'],
    ['checkoutCart', 'create', 'check out', 'cart'],
    ['replace_card', 'update', 'replace', 'card'],
    ['messages.send', 'execute', 'send', 'message'],
    ['users/list', 'search', 'list', 'users'],
    ['issues/add-labels', 'create', 'add', 'labels'],
    ['order_cancel', 'delete', 'cancel', 'order'],
    ['Volatility Stop', 'retrieve', 'get', 'volatility stop'],
    ['get_copy', 'retrieve', 'get', 'copy'],
  ] as const)('reads the verb of %s (%s) as "%s"', (name, intent, verb, noun) => {
    const words = toEndpointWords(endpoint(name, intent), null, language);
    expect(words.verbs[0]).toBe(verb);
    expect(words.noun).toBe(noun);
  });

  it('takes what a description begins with for a verb', () => {
    const words = toEndpointWords(
      { ...endpoint('reissue_card', 'create'), description: 'Reissues a lost card.' },
      null,
      language,
    );
    expect(words.verbs).toEqual(['reissue']);
  });

  it('uses the verb of the name', () => {
    expect(toEndpointWords(endpoint('book_room', 'create'), null, language).verbs).toEqual(['book']);
  });
});

describe('goalWords', () => {
  it('says "a" of what is made and "the" of what is there', () => {
    const words = toEndpointWords(endpoint('create_order', 'create'), null, language);
    expect(goalWords({ words, intent: 'create' }, language)).toBe('create an order');
    expect(goalWords({ words, intent: 'retrieve' }, language)).toBe('create the order');
  });
});
