import { describe, expect, it } from 'vitest';
import { link, makeChain, makeStep } from '../../test/support/make-conversation.js';
import { makeConcepts, makeEndpoint } from '../../test/support/make-registry.js';
import type { PlannedPick } from '../types/plan-row.js';
import { hasNews } from './has-news.js';

const list = [{ at: '/*', entity: 'match', idField: 'match_id' }];
const endpoints = new Map(
  [
    makeEndpoint({
      id: 'sport/odds',
      intent: 'search',
      objects: list,
      response: { '/*/match_id': 'match_id', '/*/odds/*/market': null, '/plan': null },
    }),
    makeEndpoint({
      id: 'sport/match',
      parameters: [{ name: 'match_id', concept: 'match_id' }],
      response: { '/match_id': 'match_id', '/venue': null },
    }),
    makeEndpoint({
      id: 'air/quality',
      parameters: [{ name: 'lat', concept: 'latitude' }],
      response: { '/coord/lat': 'latitude' },
    }),
    makeEndpoint({ id: 'feed/more', response: { '/cursor/moreAvailable': null, '/cursor/next_id': null } }),
    makeEndpoint({ id: 'feed/threads', response: { '/*/*': null } }),
  ].map((endpoint) => [endpoint.id, endpoint]),
);
const context = {
  ...{ endpoints, knowledge: makeConcepts(['match']) },
  ...{ unsayable: new Set(['more', 'moreavailable']), mayRepeat: false },
};
const pick = (policy: PlannedPick['policy']): PlannedPick => ({ step: 0, at: '/*', policy, items: 1 });
const odds = makeStep('sport/odds', {});
const match = makeStep('sport/match', { match_id: link(0, '/*/match_id') });

describe('hasNews', () => {
  it('tells of ids what leads on, and nothing else', () => {
    expect(hasNews(makeChain([odds, match]), [pick('first')], context)).toBe(true);
    expect(hasNews(makeChain([odds, match]), [pick('ask')], context)).toBe(false);
    expect(hasNews(makeChain([odds, match], [[0], [1]]), [pick('first')], context)).toBe(false);
  });

  it('looks for something beside a list that nobody picks from', () => {
    expect(hasNews(makeChain([odds]), [], context)).toBe(true);
  });

  it('takes what was asked with, paging and lists of lists for nothing', () => {
    const echo = makeChain([makeStep('air/quality', { lat: 0 })]);
    expect(hasNews(echo, [], { ...context, mayRepeat: true })).toBe(true);
    for (const step of [
      makeStep('air/quality', { lat: 0 }),
      makeStep('feed/more', {}),
      makeStep('feed/threads', {}),
    ])
      expect(hasNews(makeChain([step]), [], context)).toBe(false);
  });

  it('takes a list of yes and no for nothing', () => {
    const names = makeEndpoint({ id: 'feed/saved', response: { '/*': null } });
    const [field] = names.response.fields;
    const step = makeChain([makeStep('feed/saved', {})]);
    for (const type of ['string', 'boolean'] as const) {
      const fields = field === undefined ? [] : [{ ...field, schema: { type } }];
      const saved = { ...names, response: { ...names.response, fields } };
      const known = { ...context, endpoints: new Map([[saved.id, saved]]) };
      expect(hasNews(step, [], known)).toBe(type === 'string');
    }
  });
});
