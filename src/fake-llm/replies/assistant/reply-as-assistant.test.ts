import { describe, expect, it } from 'vitest';
import { makeFakeRequest, makeFakeTool } from '../../../../test/support/make-fake-request.js';
import type { JsonObject } from '../../../types/json.js';
import type { FakeMessage } from '../../fake-request.js';
import { replyAsAssistant } from './reply-as-assistant.js';

const text = { type: 'string' } as const;
const tools = [
  makeFakeTool(
    'stay__search_hotels',
    'Search hotels in a city.',
    {
      city: text,
      checkIn: { ...text, description: 'Check-in date, YYYY-MM-DD.' },
      maxPrice: { type: 'number' },
      sort: { type: 'string', enum: ['price_asc', 'rating'] },
    },
    ['city'],
  ),
  makeFakeTool('stay__get_hotel', 'Get the details of a hotel.', { hotel_id: text }),
  makeFakeTool('stay__compare_hotels', 'Compare two hotels.', { hotel_id_1: text, hotel_id_2: text }),
  makeFakeTool('stay__book_hotel', 'Book a hotel.', { hotel_id: text, guests: { type: 'integer' } }),
  makeFakeTool('sky__current_weather', 'Current weather of a city.', { city: text }),
];
const system =
  'Help the user. Today is Monday, 2026-11-23. Ask for confirmation before anything that costs money.';
const hotels = {
  hotels: [
    { hotel_id: 'htl_1', hotel_name: 'Casa Azul', price: 120 },
    { hotel_id: 'htl_2', hotel_name: 'Hotel Sol', price: 95 },
  ],
};

/** Plays a conversation: texts are the user's, functions answer calls; returns what the assistant did. */
function play(
  userTexts: readonly string[],
  answer: (name: string, input: JsonObject, nth: number) => object,
) {
  const messages: FakeMessage[] = [];
  const said: string[] = [];
  const calls: [string, JsonObject][] = [];
  for (const userText of userTexts) {
    messages.push({ role: 'user', text: userText });
    for (let step = 0; step < 10; step += 1) {
      const reply = replyAsAssistant(makeFakeRequest({ system, tools, messages }));
      if (reply.calls === undefined) {
        said.push(reply.text ?? '');
        messages.push({ role: 'assistant', text: reply.text ?? '', calls: [] });
        break;
      }
      const made = reply.calls.map(({ name, input }, index) => ({
        id: `c${messages.length}_${index}`,
        name,
        input: input as JsonObject,
      }));
      messages.push({ role: 'assistant', text: '', calls: made });
      for (const { id, name, input } of made) {
        calls.push([name, input]);
        const output = answer(name, input, calls.length);
        messages.push({ role: 'tool', callId: id, text: JSON.stringify(output), isError: false });
      }
    }
  }
  return { said, calls };
}

const stay = (name: string, input: JsonObject) => {
  if (name === 'stay__search_hotels') return hotels;
  if (name === 'stay__book_hotel') return { booking_id: 'bkn_7', status: 'confirmed', guests: input.guests };
  if (name === 'sky__current_weather') return { city: input.city, temperature: 17 };
  return hotels.hotels.find(({ hotel_id }) => hotel_id === input.hotel_id) ?? { compared: true };
};

describe('replyAsAssistant', () => {
  it('fills arguments from what was said, in the forms that the tool takes', () => {
    const { calls } = play(
      [
        'Please find hotels. The city is Lisbon, and the check-in date is May 11, and the maximum price is $1,200, and the sort is price asc.',
      ],
      stay,
    );
    expect(calls).toEqual([
      ['stay__search_hotels', { city: 'Lisbon', checkIn: '2027-05-11', maxPrice: 1200, sort: 'price_asc' }],
    ]);
  });

  it('takes ids from results, of the member that was named or else the first', () => {
    const first = play(['Find hotels, get the hotel. The city is Lisbon.'], stay);
    expect(first.calls.at(-1)).toEqual(['stay__get_hotel', { hotel_id: 'htl_1' }]);
    const named = play(['Find hotels. The city is Lisbon.', 'Get the hotel Hotel Sol.'], stay);
    expect(named.calls.at(-1)).toEqual(['stay__get_hotel', { hotel_id: 'htl_2' }]);
    const both = play(['Find hotels, compare the hotels. The city is Lisbon.'], stay);
    expect(both.calls.at(-1)).toEqual(['stay__compare_hotels', { hotel_id_1: 'htl_1', hotel_id_2: 'htl_2' }]);
    const twice = play(['Find hotels, get the hotel, get the hotel. The city is Lisbon.'], stay);
    expect(twice.calls.slice(1).map(([, input]) => input)).toEqual([
      { hotel_id: 'htl_1' },
      { hotel_id: 'htl_2' },
    ]);
  });

  it('asks for what nothing gives, by its label, and goes on with the answer', () => {
    const { said, calls } = play(['Find hotels.', 'Lisbon, please.'], stay);
    expect(said[0]).toMatch(/\bcity\b.*\?$/);
    expect(calls).toEqual([['stay__search_hotels', { city: 'Lisbon' }]]);
  });

  it('has costly steps confirmed, and leaves them when told to', () => {
    const wish = ['Find hotels, book a hotel. The city is Lisbon, and the guests is two.'];
    const agreed = play([...wish, 'Yes, please go ahead.'], stay);
    expect(agreed.said[0]).toBe('Shall I go ahead with this: book hotel (guests: 2)?');
    expect(agreed.calls.at(-1)).toEqual(['stay__book_hotel', { hotel_id: 'htl_1', guests: 2 }]);
    const declined = play([...wish, 'No, please leave it.'], stay);
    expect(declined.said.at(-1)).not.toContain('?');
    expect(declined.calls.map(([name]) => name)).toEqual(['stay__search_hotels']);
  });

  it('calls side by side where one tool is asked for several values', () => {
    const { calls } = play(['Tell me the current weather. The city is Lisbon, and the city is Porto.'], stay);
    expect(calls).toEqual([
      ['sky__current_weather', { city: 'Lisbon' }],
      ['sky__current_weather', { city: 'Porto' }],
    ]);
  });

  it('calls again with what was put right, and with nothing else', () => {
    const { calls } = play(
      ['Find hotels. The city is Lisbon.', 'Sorry, the city is Porto, not Lisbon.', 'Thanks, that is all.'],
      stay,
    );
    expect(calls.map(([, input]) => input)).toEqual([{ city: 'Lisbon' }, { city: 'Porto' }]);
  });

  it('tells values as the results have them, and no other number', () => {
    const { said } = play(['Tell me the current weather. The city is Lisbon.'], stay);
    expect(said[0]).toContain('City: Lisbon; Temperature: 17.');
    expect(play(['Find hotels. The city is Lisbon.'], stay).said[0]).toContain(
      'I found Casa Azul; Hotel Sol.',
    );
    expect(play(['Find hotels. The city is Lisbon.'], () => ({ hotels: [] })).said[0]).toContain(
      'There is nothing that matches.',
    );
  });

  it('tries once more what failed in passing, then says that it did not work', () => {
    const busy = { error: { type: 'rate_limit', message: 'Too many requests.' } };
    const wish = ['Find hotels. The city is Lisbon.'];
    const recovered = play(wish, (name, input, nth) => (nth === 1 ? busy : stay(name, input)));
    expect(recovered.calls).toHaveLength(2);
    expect(recovered.said).toEqual([expect.stringContaining('I found Casa Azul; Hotel Sol.')]);
    const stuck = play(wish, () => busy);
    expect(stuck.calls).toHaveLength(2);
    expect(stuck.said).toEqual(['I am sorry, that did not work. Too many requests.']);
  });

  it('asks for another value where one was not accepted', () => {
    const unknown = { error: { type: 'not_found', message: "No match for city 'Lisbo'." } };
    const { said, calls } = play(['Find hotels. The city is Lisbo.', 'The city is Lisbon.'], (name, input) =>
      input.city === 'Lisbo' ? unknown : stay(name, input),
    );
    expect(said[0]).toBe('"Lisbo" was not accepted. Which city should I use instead?');
    expect(calls.map(([, input]) => input)).toEqual([{ city: 'Lisbo' }, { city: 'Lisbon' }]);
  });

  it('calls anew what went out broken, and asks where a call was turned away', () => {
    const turn = (output: string, input: JsonObject): FakeMessage[] => [
      { role: 'user', text: 'Find hotels. The city is Lisbon.' },
      { role: 'assistant', text: '', calls: [{ id: 'c1', name: 'stay__search_hotels', input }] },
      { role: 'tool', callId: 'c1', text: output, isError: true },
    ];
    const invalid = '{"error":{"type":"invalid_arguments","message":"city is missing"}}';
    const broken = makeFakeRequest({ system, tools, messages: turn(invalid, {}) });
    expect(replyAsAssistant(broken).calls).toEqual([
      { name: 'stay__search_hotels', input: { city: 'Lisbon' } },
    ]);
    const told = turn('Not made: nothing gives the city.', { city: 'Lisbon' });
    const turnedAway = makeFakeRequest({ system, tools, messages: told });
    expect(replyAsAssistant(turnedAway).text).toMatch(/Which city should I use instead\?/);
  });

  it('looks first for an id that a step needs', () => {
    const { calls } = play(['Get the hotel. The city is Lisbon.'], stay);
    expect(calls).toEqual([
      ['stay__search_hotels', { city: 'Lisbon' }],
      ['stay__get_hotel', { hotel_id: 'htl_1' }],
    ]);
  });

  it('says so where no tool fits, and never asks for ever', () => {
    expect(play(['Please write me a poem.'], stay).said).toEqual([
      expect.stringMatching(/^I am sorry, .*: write me a poem\.$/),
    ]);
    const { said } = play(['Find hotels.', 'What?', 'Please find hotels.'], stay);
    expect(said.at(-1)).toBe('I am sorry, I cannot do that without the city.');
  });

  it('asks what to do where only a thing was named', () => {
    const { said, calls } = play(['This is about hotels.', 'Please find hotels. The city is Lisbon.'], stay);
    expect(said[0]).toBe('What would you like me to do about this: hotels?');
    expect(calls).toEqual([['stay__search_hotels', { city: 'Lisbon' }]]);
  });

  it('says less where what it said was sent back', () => {
    const told: FakeMessage[] = [
      { role: 'user', text: 'Find hotels. The city is Lisbon.' },
      {
        role: 'assistant',
        text: '',
        calls: [{ id: 'c1', name: 'stay__search_hotels', input: { city: 'Lisbon' } }],
      },
      { role: 'tool', callId: 'c1', text: JSON.stringify(hotels), isError: false },
    ];
    const report = replyAsAssistant(makeFakeRequest({ system, tools, messages: told })).text ?? '';
    const note =
      '[A note of the product, not of the user] This was not sent: unsupported text. Write it again.';
    const messages: FakeMessage[] = [
      ...told,
      { role: 'assistant', text: report, calls: [] },
      { role: 'user', text: note },
    ];
    const again = replyAsAssistant(makeFakeRequest({ system, tools, messages })).text ?? '';
    expect(report).toContain('Casa Azul');
    expect(again).not.toContain('Casa Azul');
    expect(again).not.toContain('?');
  });

  it('works in Japanese', () => {
    const { said, calls } = play(
      [
        '次のことをお願いします：ホテルを検索する。',
        '都市はリスボンです。',
        'ありがとうございます。以上です。',
      ],
      stay,
    );
    expect(said[0]).toContain('都市');
    expect(calls).toEqual([['stay__search_hotels', { city: 'リスボン' }]]);
    expect(said[1]).toContain('Casa Azul');
  });
});
