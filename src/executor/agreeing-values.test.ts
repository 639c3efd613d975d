import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSchemaEndpoint } from '../../test/support/make-hotel-endpoints.js';
import type { JsonObject, JsonSchema } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { createOfflineExecutor } from './create-offline-executor.js';

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer' };
const object = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
});
const list = (properties: { readonly [name: string]: JsonSchema }): JsonSchema =>
  object({ results: { type: 'array', items: object(properties) } });
const levels = ['good', 'moderate', 'poor', 'unhealthy', 'hazardous'];
const reading = {
  station: text,
  level: { type: 'string', enum: levels },
  aqi_index: { type: 'integer', minimum: 0, maximum: 250 },
} as const;
const concert = {
  concert_id: text,
  artist: text,
  sold_out: { type: 'boolean' },
  tickets_left: whole,
} as const;
const match = {
  match_id: text,
  starts_at: { type: 'string', format: 'date-time' },
  home_score: whole,
  away_score: whole,
  status: { type: 'string', enum: ['scheduled', 'live', 'finished', 'postponed'] },
} as const;
const playlist = { playlist_id: text, playlist_name: text, song_count: whole } as const;
const form = {
  return_id: text,
  order_number: text,
  product_name: text,
  note: text,
  tip: { type: 'number' },
} as const;

const searchOf = (id: string, entity: string, schema: { readonly [name: string]: JsonSchema }, name = id) =>
  makeSchemaEndpoint({
    id,
    name,
    intent: 'search',
    entity,
    takes: [{ name: 'city', required: false }],
    schema: list(schema),
    objects: [{ at: '/results/*', entity, idField: schema[`${entity}_id`] ? `${entity}_id` : null }],
  });
const searches = [
  searchOf('air/readings', 'air_reading', reading),
  searchOf('gigs/concerts', 'concert', concert),
  searchOf('sport/next', 'match', match, 'Next matches'),
  searchOf('sport/last', 'match', match, 'Last matches'),
  searchOf('songs/playlists', 'playlist', playlist),
];
const writes = [
  makeSchemaEndpoint({
    id: 'songs/add',
    name: 'add_song_to_playlist',
    intent: 'update',
    entity: 'playlist',
    idParameter: 'playlist_id',
    takes: [
      { name: 'playlist_id', role: 'identifier' },
      { name: 'song_id', role: 'identifier' },
    ],
    schema: object(playlist),
    objects: [{ at: '', entity: 'playlist', idField: 'playlist_id' }],
  }),
  makeSchemaEndpoint({
    id: 'shop/start',
    intent: 'create',
    entity: 'return',
    takes: [
      { name: 'order_number' },
      { name: 'note', required: false },
      { name: 'tip', required: false, schema: { type: 'number' } },
    ],
    writes: [{ parameter: 'order_number', field: 'order_number' }],
    schema: object(form),
    objects: [{ at: '', entity: 'return', idField: 'return_id' }],
  }),
  makeSchemaEndpoint({
    id: 'shop/check',
    intent: 'retrieve',
    entity: 'return',
    takes: [{ name: 'order_number' }],
    schema: object({ order_number: text, product_name: text }),
    objects: [{ at: '', entity: 'return', idField: null }],
  }),
];
const withSongs = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  parameters: endpoint.parameters.map((parameter) =>
    parameter.name === 'song_id'
      ? { ...parameter, concept: { id: 'song_id', confidence: 1, evidence: [] } }
      : parameter,
  ),
});
const open = (seed: string, ...more: readonly Endpoint[]) => {
  const all = [...searches, ...writes.map(withSongs), ...more];
  const executor = createOfflineExecutor({
    endpoints: new Map(all.map((endpoint) => [endpoint.callName, endpoint])),
    world: { seed, now: '2026-04-09T10:15:00', locale: 'en' },
  });
  return (name: string, parameters: JsonObject = {}) =>
    executor.execute({ id: 'abc123def', name, parameters }).output as never as Output;
};
type Output = { readonly [name: string]: never } & {
  readonly results: readonly { readonly [name: string]: never }[];
};
const holds = (check: (seed: string) => void): void =>
  fc.assert(fc.property(fc.string({ maxLength: 8 }), check), { numRuns: 60 });

describe('values of one thing', () => {
  it('grade a number by the word beside it', () => {
    holds((seed) => {
      for (const { level, aqi_index } of open(seed)('air::readings').results)
        expect(levels[Math.min(4, Math.floor(Number(aqi_index) / 50))]).toBe(level);
    });
  });

  it('leave nothing of what is sold out', () => {
    const soldOut: unknown[] = [];
    holds((seed) => {
      for (const { sold_out, tickets_left } of open(seed)('gigs::concerts').results) {
        if (sold_out) soldOut.push(tickets_left);
      }
    });
    expect(new Set(soldOut)).toEqual(new Set([0]));
  });

  it('leave something of what the conversation may buy', () => {
    const buy = makeSchemaEndpoint({
      id: 'gigs/buy',
      intent: 'create',
      entity: 'ticket',
      takes: [{ name: 'concert_id', role: 'identifier' }],
      schema: object({ ticket_id: text }),
      objects: [{ at: '', entity: 'ticket', idField: 'ticket_id' }],
    });
    const parameters = buy.parameters.map((parameter) => ({
      ...parameter,
      concept: { id: 'concert_id', confidence: 1, evidence: [] },
    }));
    holds((seed) => {
      for (const { sold_out } of open(seed, { ...buy, parameters })('gigs::concerts').results)
        expect(sold_out).toBe(false);
    });
  });

  it('give no score to a match that is ahead, and put one that is over into the past', () => {
    holds((seed) => {
      for (const next of open(seed)('sport::next').results) {
        expect(next).toMatchObject({ status: 'scheduled' });
        expect(next).not.toHaveProperty('home_score');
        expect(String(next.starts_at) > '2026-04-09').toBe(true);
      }
      for (const last of open(seed)('sport::last').results) {
        expect(last).toMatchObject({ status: 'finished' });
        expect(String(last.starts_at) < '2026-04-09').toBe(true);
      }
    });
  });

  it('call a match after its teams', () => {
    const named = { match_id: text, name: text, home_team: text, away_team: text } as const;
    const lists = searchOf('cup/matches', 'match', named);
    holds((seed) => {
      for (const { name, home_team, away_team } of open(seed, lists)('cup::matches').results)
        expect(name).toBe(`${home_team} vs ${away_team}`);
    });
  });

  it('count what is put in', () => {
    holds((seed) => {
      const call = open(seed);
      const [first] = call('songs::playlists').results;
      if (first === undefined) return;
      const id = String(first.playlist_id);
      const after = call('songs::add', { playlist_id: id, song_id: 'sng_2' });
      expect(Number(after.song_count)).toBe(Number(first.song_count) + 1);
    });
  });

  it('hold nothing that nobody stated, and are found again by their reference', () => {
    holds((seed) => {
      const call = open(seed);
      const made = call('shop::start', { order_number: 'A-77' });
      expect(Object.keys(made)).toEqual(['return_id', 'order_number', 'product_name']);
      expect(call('shop::check', { order_number: 'A-77' })).toEqual({
        order_number: 'A-77',
        product_name: made.product_name,
      });
      expect(call('shop::start', { order_number: 'A-78', note: 'Thanks' })).toHaveProperty('note', 'Thanks');
    });
  });
});
