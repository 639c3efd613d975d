import { describe, expect, it } from 'vitest';
import { agentContext } from '../../test/support/make-conversation.js';
import { makeEndpoint } from '../../test/support/make-registry.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { AnsweredCall } from './answered-call.js';
import { Heard } from './heard.js';
import { nameField } from './name-field.js';
import { nameOf, selectFacts, selectValues } from './select-facts.js';
import { tellingPart } from './telling-part.js';
import { toldObject } from './told-object.js';

type Shape = {
  readonly fields: { readonly [pointer: string]: string | null };
  readonly output: JsonValue;
  readonly entity?: string;
  readonly at?: string;
  readonly said?: JsonObject;
};

function answer({ fields, output, entity = 'hotel', at = '', said = {} }: Shape): AnsweredCall {
  const endpoint = makeEndpoint({
    id: 'things/get_thing',
    entity,
    response: fields,
    objects: [{ at, entity, idField: null }],
  });
  const call = { id: 'call00001', name: endpoint.callName, parameters: said };
  return new AnsweredCall(endpoint, call, output, toldObject(endpoint, at, agentContext), agentContext);
}

/** Values that were told before, by the names of the fields that showed them. */
const heardOf = (values: JsonObject): Heard => {
  const heard = new Heard();
  for (const [name, value] of Object.entries(values)) heard.add(name, value);
  return heard;
};
const told = (shape: Shape, limit = 9, heard?: Heard) => {
  const { name, facts } = selectFacts(answer(shape), 0, limit, heard);
  return { name: name?.value ?? null, facts: facts.map(({ value }) => value) };
};

describe('selectFacts', () => {
  it('leaves out ids, links, switches and empty values', () => {
    const fields = {
      '/hotel_id': 'hotel_id',
      '/uuid': null,
      '/image_url': null,
      '/website': null,
      '/open': null,
      '/note': null,
      '/nothing': null,
      '/missing': null,
      '/street': null,
    };
    const output = {
      hotel_id: 'H1',
      uuid: 'a-b',
      image_url: 'x.png',
      website: 'https://a.example',
      open: true,
      note: ' ',
      nothing: null,
      street: 'Rua Nova 4',
    };
    expect(told({ fields, output }).facts).toEqual(['Rua Nova 4']);
  });

  it('leaves out ids, whatever the field is called, and texts that nothing is known of before others', () => {
    const fields = { '/car': null, '/stars': 'rating', '/mood': null };
    const output = { car: 'cr_pkhn482', stars: 'three', mood: 'calm' };
    expect(told({ fields, output }).facts).toEqual(['three', 'calm']);
    expect(
      told({ fields: { ...fields, '/tone': 'city' }, output: { ...output, tone: 'Lima' } }, 2).facts,
    ).toEqual(['three', 'Lima']);
  });

  it('leaves out what the user just said', () => {
    const shape = {
      fields: { '/city': null, '/street': null },
      output: { city: 'Lisbon', street: 'Rua Nova' },
    };
    expect(told({ ...shape, said: { place: 'Lisbon' } }).facts).toEqual(['Rua Nova']);
    expect(told({ ...shape, said: { places: ['Lisbon'] } }).facts).toEqual(['Rua Nova']);
  });

  it('leaves out what was told before while there is news', () => {
    const shape = {
      fields: { '/street': null, '/mood': null },
      output: { street: 'Rua Nova', mood: 'calm' },
    };
    expect(told(shape, 9, heardOf({ street: 'Rua Nova' })).facts).toEqual(['calm']);
    const both = heardOf({ street: 'Rua Nova', mood: 'calm' });
    expect(told(shape, 9, both).facts).toEqual(['Rua Nova', 'calm']);
  });

  it('tells no value twice and no more than asked', () => {
    const fields = { '/street': null, '/address': null, '/mood': null, '/tone': null };
    const output = { street: 'Rua Nova', address: 'Rua Nova', mood: 'calm', tone: 'warm' };
    expect(told({ fields, output }).facts).toEqual(['Rua Nova', 'calm', 'warm']);
    expect(told({ fields, output }, 2).facts).toHaveLength(2);
  });

  it('points at the member of the list that it tells of', () => {
    const shape = {
      fields: { '/all/*/mood': null },
      output: { all: [{ mood: 'a' }, { mood: 'b' }] },
      at: '/all/*',
    };
    const { name, facts } = selectFacts(answer(shape), 1, 3);
    expect([...(name ? [name] : []), ...facts].map(({ value, source }) => [value, source])).toEqual([
      ['b', { kind: 'output', call: 'call00001', pointer: '/all/1/mood' }],
    ]);
  });

  it('tells nothing of an answer that holds nothing of its fields', () => {
    for (const output of [null, 'text', 4, [], {}])
      expect(told({ fields: { '/street': null }, output })).toEqual({ name: null, facts: [] });
  });
});

describe('nameField', () => {
  const nameIn = (shape: Shape) => nameField(answer(shape), 0)?.field.name;

  it('takes the own name of a thing before the names of its parts', () => {
    const fields = { '/street': null, '/driver_name': null, '/name': null };
    expect(nameIn({ fields, output: { street: 'A', driver_name: 'Bo', name: 'Casa' } })).toBe('name');
    expect(nameIn({ fields: { '/driver_name': null }, output: { driver_name: 'Bo' }, entity: 'hotel' })).toBe(
      undefined,
    );
  });

  it('takes the words that tell the members of a list apart', () => {
    const fields = { '/all/*/mood': null, '/all/*/place': null };
    const output = {
      all: [
        { mood: 'calm', place: 'A town' },
        { mood: 'calm', place: 'B town' },
      ],
    };
    expect(nameIn({ fields, output, at: '/all/*' })).toBe('place');
  });

  it('never takes an id, a link or whole sentences', () => {
    const fields = { '/all/*/id': null, '/all/*/url': null, '/all/*/text': null };
    const output = { all: [{ id: 'x1', url: 'https://a.example', text: 'This is one. It goes on.' }] };
    expect(nameIn({ fields, output, at: '/all/*' })).toBe(undefined);
    expect(nameOf(answer({ fields, output, at: '/all/*' }), 0)).toBeNull();
  });
});

describe('tellingPart', () => {
  const toldAt = (shape: Shape) => {
    const { endpoint, call, output } = answer(shape);
    return tellingPart(endpoint, call, output, agentContext).object.at;
  };

  it('is the own object of the endpoint where that has something to tell', () => {
    const shape = { fields: { '/data/name': null, '/more/*/mood': null }, at: '/data' };
    const output = { data: { name: 'Casa' }, more: [{ mood: 'calm' }] };
    expect(toldAt({ ...shape, output })).toBe('/data');
  });

  it('is the part with most to tell where the own object has nothing', () => {
    const fields = { '/data/id': null, '/meta/mood': null, '/stops/*/place': null, '/stops/*/mood': null };
    const at = '/data';
    const output = { data: { id: 'x' }, meta: { mood: 'calm' }, stops: [{ place: 'A', mood: 'b' }] };
    expect(toldAt({ fields, at, output })).toBe('/stops/*');
    expect(toldAt({ fields, at, output: { ...output, stops: [] } })).toBe('/meta');
  });

  it('is never a list in a list', () => {
    const fields = { '/a/*/b/*/place': null };
    const output = { a: [{ b: [{ place: 'A' }] }] };
    expect(toldAt({ fields, output })).toBe('');
  });
});

describe('selectValues', () => {
  it('takes the members of a list of plain values, at most as many as asked', () => {
    const shape = { fields: { '/words/*': null }, output: { words: ['one way', 'a bridge', 'the sea'] } };
    const given = answer(shape);
    expect(selectValues(given, 2).map(({ value }) => value)).toHaveLength(
      given.endpoint.response.fields[0]?.label === '' ? 0 : 2,
    );
  });
});
