import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import type { JsonValue } from '../types/json.js';
import type { RawEndpoint, RawParameter } from '../types/raw-tool.js';
import { thingsOf } from './tool-things.js';

const knowledge = loadKnowledge('config');

function parameter(name: string, type: string, description = '', specimen: JsonValue = ''): RawParameter {
  return { name, type, description, default: specimen, extensions: {} };
}

function thingsFor(...endpoints: readonly (readonly [name: string, url: string, ...RawParameter[]])[]) {
  const raw = endpoints.map(
    ([name, url, ...required]): RawEndpoint => ({
      name,
      url,
      description: '',
      method: 'GET',
      required,
      optional: [],
      extensions: {},
    }),
  );
  const named = {
    source: 'x',
    format: 'toolbench-folder',
    category: 'Sports',
    stem: 'x',
    name: 'X',
    title: 'X',
  } as const;
  return thingsOf({ ...named, description: '', endpoints: raw }, knowledge);
}

describe('thingsOf', () => {
  it('knows what is identified, by names, paths and descriptions', () => {
    const { identified } = thingsFor(
      ['folder', '', parameter('folder_id', 'STRING')],
      ['positions', 'https://x.example/traders/{id}/positions', parameter('id', 'STRING')],
      ['routes', '', parameter('agencies', 'STRING', 'A list of agency IDs')],
    );
    expect([...identified].sort()).toEqual(['agency', 'folder', 'trader']);
  });

  it('tells apart the nouns of one entity where the tool takes the ids of both', () => {
    const both = thingsFor(['a', '', parameter('league_id', 'NUMBER'), parameter('tournament_id', 'NUMBER')]);
    expect(both.apart).toEqual(['tournament']);
    expect(thingsFor(['a', '', parameter('tournament_id', 'NUMBER')]).apart).toEqual([]);
  });

  it('holds identifiers for numbers where any is asked for as one and none is text', () => {
    const { numbered } = thingsFor(
      ['a', '', parameter('team_id', 'NUMBER'), parameter('player_id', 'NUMBER')],
      ['b', '', parameter('team_id', 'STRING', '', '12'), parameter('player_id', 'STRING', '', 'x7')],
    );
    expect([...numbered]).toEqual(['team']);
  });

  it('gives an id with one specimen to one thing', () => {
    const { ownerOfSpecimen } = thingsFor(
      ['a', '', parameter('id', 'NUMBER', 'The id of the match.', 81930)],
      ['b', '', parameter('id', 'NUMBER', '', 81930)],
    );
    expect(ownerOfSpecimen.get('id 81930')).toBe('match');
    const pointed = parameter('id', 'NUMBER', '(use predictions endpoint to get list of IDs)', 7);
    expect(thingsFor(['a', '', pointed]).ownerOfSpecimen.get('id 7')).toBe('prediction');
  });

  it('knows what answers hold: fields that descriptions name, and in a search what nothing else shows', () => {
    const { issued } = thingsFor(
      ['news/list', '', parameter('symbol', 'STRING')],
      [
        'news/detail',
        '',
        parameter('storyId', 'STRING', 'The value of resId field returned in .../news/list endpoint'),
      ],
      ['Search', '', parameter('q', 'STRING')],
      ['Sense', '', parameter('entry_id', 'NUMBER')],
    );
    const shown = [...issued].map(([{ name }, { fields }]) => [name, fields.map((field) => field.name)]);
    expect(shown).toContainEqual(['news/list', ['resId']]);
    expect(shown).toContainEqual(['Search', ['story_id', 'entry_id']]);
  });

  it('numbers ids as most endpoints ask for them', () => {
    const { numbered, numberedCodes } = thingsFor(
      ['a', '', parameter('event_id', 'NUMBER'), parameter('zipcode', 'NUMBER')],
      ['b', '', parameter('event_id', 'NUMBER')],
      ['c', '', parameter('event_id', 'STRING', '', 'x1')],
      ['d', '', parameter('team_id', 'STRING', '', 'x1')],
    );
    expect([...numbered]).toEqual(['event']);
    expect([...numberedCodes]).toEqual(['postal_code']);
  });
});
