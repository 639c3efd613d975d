import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEvents, makeRecord } from '../../test/support/make-record.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { computeMetrics } from './compute-metrics.js';

const figureOf = async (records: readonly unknown[], name: string): Promise<number | null | undefined> =>
  (await computeMetrics(records)).figures[name]?.value;

/** `count` hotel conversations that differ in city, name and wording. */
function makeFile(count: number): JsonObject[] {
  const text = JSON.stringify(defaultEvents);
  return Array.from({ length: count }, (_, index) =>
    makeRecord({
      id: `conv_1_${String(index).padStart(4, '0')}`,
      events: JSON.parse(text.replaceAll('Lisbon', `Town${index}`).replaceAll('Alfama', `Alfama ${index}`)),
    }),
  );
}

describe('computeMetrics', () => {
  it('finds nothing wrong with a sound conversation', async () => {
    const { figures, records } = await computeMetrics([makeRecord()]);
    expect(records).toEqual({ total: 1, base: 1, twins: 0, skipped: 0 });
    expect(figures.valid_calls?.value).toBe(1);
    expect(figures.ungrounded_arguments?.value).toBe(0);
    expect(figures.ids_first_said_by_a_tool?.value).toBe(1);
    expect(figures.later_calls_using_output?.value).toBe(1);
    expect(figures.world_conflicts?.value).toBe(0);
    expect(figures.world_conflicts?.basis).toBe(3);
    expect(figures.reported_calls?.value).toBe(1);
    expect(figures.texts_citing_results?.value).toBe(1);
    expect(figures.texts_with_unsupported_values?.value).toBe(0);
    expect(figures.first_request_carries_value?.value).toBe(1);
  });

  it('says unknown, not zero, where a record keeps no provenance, phenomena or scores', async () => {
    const { figures, mix } = await computeMetrics([makeRecord()]);
    expect(figures.unsourced_arguments?.value).toBeNull();
    expect(figures.score_mean_score?.value).toBeNull();
    expect(mix[0]?.share).toBeNull();
  });

  it('leaves twins out and skips what is no record, counting both', async () => {
    const odd = [
      null,
      7,
      'text',
      [],
      {},
      { messages: 'no' },
      { messages: [{ role: 'ghost' }] },
      { messages: [null] },
    ];
    const metrics = await computeMetrics([makeRecord(), makeRecord({ id: 'conv_1_0000~error' }), ...odd]);
    expect(metrics.records).toEqual({ total: 10, base: 1, twins: 1, skipped: 8 });
  });

  it('does not throw on any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.jsonValue(), async (junk, value) => {
        const broken = {
          ...makeRecord(),
          tools: value,
          metadata: value,
          provenance: value,
          semantics: value,
        };
        const asContent = {
          messages: [
            { role: 'user', content: value },
            { role: 'tool', content: value },
          ],
        };
        const named = {
          ...makeRecord(),
          phenomena: junk,
          judge_scores: value,
          provenance: { arguments: junk, answers: junk },
        };
        const metrics = await computeMetrics([...junk, broken, asContent, named]);
        expect(metrics.records.total).toBe(junk.length + 3);
      }),
      { numRuns: 150 },
    );
  });

  it('sees a wrong argument type and an unknown tool as invalid calls', async () => {
    const call = (name: string, parameters: JsonObject) => ({ calls: [{ name, parameters }] });
    const events = [
      { user: 'Rome' },
      call('stays::search_hotels', { city: 'Rome' }),
      call('stays::search_hotels', { city: 5 }),
      call('stays::search_hotels', {}),
      call('stays::other', {}),
    ];
    expect(await figureOf([makeRecord({ events })], 'valid_calls')).toBe(1 / 4);
  });

  it('counts invented values as ungrounded and dictated ids as not said by a tool', async () => {
    const events = [
      { user: 'Show me hotel HT1.' },
      { calls: [{ name: 'stays::get_hotel', parameters: { hotel_id: 'HT1' } }] },
      { calls: [{ name: 'stays::get_hotel', parameters: { hotel_id: 'HT9' } }] },
    ];
    expect(await figureOf([makeRecord({ events })], 'ungrounded_arguments')).toBe(0.5);
    expect(await figureOf([makeRecord({ events })], 'ids_first_said_by_a_tool')).toBe(0);
  });

  it('leaves schema, context and derived sources out of the blind figure and counts missing ones', async () => {
    const provenance = {
      arguments: [
        { call: 'call00000', pointer: '/city', source: { kind: 'user', message: 0, start: 0, end: 1 } },
        { call: 'call00000', pointer: '/sort', source: { kind: 'schema', rule: 'default' } },
      ],
      answers: [],
    };
    const events = [
      { user: 'Rome' },
      { calls: [{ name: 'stays::search_hotels', parameters: { city: 'Rome', sort: 'stars', guests: 3 } }] },
    ];
    const record = makeRecord({ events, extra: { provenance } });
    expect(await figureOf([record], 'unsourced_arguments')).toBeCloseTo(1 / 3);
    expect(await figureOf([record], 'ungrounded_arguments')).toBe(1 / 2);
  });

  it('sees a world that contradicts itself, but not after a write or for other arguments', async () => {
    const look = (price: number, extra: JsonObject = {}) => ({
      calls: [
        {
          name: 'stays::get_hotel',
          parameters: { hotel_id: 'HT1', ...extra },
          output: { hotel_id: 'HT1', price },
        },
      ],
    });
    const write = {
      calls: [{ name: 'stays::update_hotel', parameters: { hotel_id: 'HT1' }, output: { ok: true } }],
    };
    expect(await figureOf([makeRecord({ events: [look(1), look(2)] })], 'world_conflicts')).toBe(1);
    expect(await figureOf([makeRecord({ events: [look(1), look(1)] })], 'world_conflicts')).toBe(0);
    expect(await figureOf([makeRecord({ events: [look(1), write, look(2)] })], 'world_conflicts')).toBeNull();
    expect(
      await figureOf(
        [makeRecord({ events: [look(1, { night: 1 }), look(2, { night: 2 })] })],
        'world_conflicts',
      ),
    ).toBeNull();
  });

  it('knows a thing by the id that the record states, and members that share their parent’s for several', async () => {
    const show = (code: string, name: string) => ({
      calls: [{ name: 'a::get', parameters: {}, output: { items: [{ region_id: 'rgn_12ab', code, name }] } }],
    });
    const events = [show('CN', 'China'), show('KE', 'Kenya')];
    const semantics = { 'a::get': { objects: [{ at: '/items/*', entity: 'country', id_field: 'code' }] } };
    expect(await figureOf([makeRecord({ events })], 'world_conflicts')).toBe(1);
    expect(await figureOf([makeRecord({ events, extra: { semantics } })], 'world_conflicts')).toBeNull();

    const photos = [1, 2].map((width) => ({ hotel_id: 'HT1', width }));
    const look = { calls: [{ name: 'a::photos', parameters: {}, output: { photos } }] };
    expect(await figureOf([makeRecord({ events: [look, look] })], 'world_conflicts')).toBe(0);
  });

  it('takes an id under another noun for that of what is spoken of, where nothing says what ids are', async () => {
    const pay = (amount: number) => ({
      calls: [
        {
          name: 'get_order',
          parameters: {},
          output: { payment_history: [{ payment_id: 'card_12', amount }] },
        },
      ],
    });
    expect(await figureOf([makeRecord({ events: [pay(5), pay(7)] })], 'world_conflicts')).toBeNull();
    const user = (age: number) => ({
      calls: [{ name: 'get_users', parameters: {}, output: { users: [{ user_id: 'us_12', age }] } }],
    });
    expect(await figureOf([makeRecord({ events: [user(5), user(7)] })], 'world_conflicts')).toBe(1);
  });

  it('holds no call to schemas where no tool is offered, and asks of calls without results only for the first', async () => {
    const events = [
      { user: 'Look at 12, please' },
      { calls: [{ name: 'look', parameters: { at: 12 } }] },
      { calls: [{ name: 'go', parameters: { to: 'HT-99' } }] },
      { assistant: 'Done.' },
    ];
    const plain = makeRecord({ events, tools: [] });
    const silent = {
      ...plain,
      messages: (plain.messages as JsonObject[]).filter(({ role }) => role !== 'tool'),
    };
    const { figures } = await computeMetrics([silent]);
    expect(figures['valid_calls']).toMatchObject({ value: null, note: 'no tools are offered' });
    expect(figures['ungrounded_arguments']).toMatchObject({ value: 0, basis: 1 });
    expect(figures['ungrounded_arguments']?.note).toMatch(
      /of 1 conversations without results, first calls only/,
    );
  });

  it('takes yes for 1, and a number passed as text for the number', async () => {
    const look = (open: JsonValue, price: JsonValue) => ({
      calls: [{ name: 'a::get', parameters: { hotel_id: 'HT1' }, output: { hotel_id: 'HT1', open, price } }],
    });
    const conflicts = (second: ReturnType<typeof look>) =>
      figureOf([makeRecord({ events: [look(true, 5), second] })], 'world_conflicts');
    expect(await conflicts(look(1, '5'))).toBe(0);
    expect(await conflicts(look(0, '6'))).toBe(1);
  });

  it('takes what a read asks for beside an id for no observation, but what a filter asks for and a write writes', async () => {
    const call = (name: string, parameters: JsonObject, output: JsonObject) => ({
      calls: [{ name, parameters, output }],
    });
    const own = call('meals::get_recipe', { recipe_id: 'RC1' }, { recipe_id: 'RC1', servings: 4 });
    const forSix = { recipe_id: 'RC1', servings: 6 };
    const conflicts = (other: ReturnType<typeof call>) =>
      figureOf([makeRecord({ events: [other, own] })], 'world_conflicts');
    expect(await conflicts(call('meals::get_shopping_list', forSix, forSix))).toBeNull();
    expect(await conflicts(call('meals::search_recipes', { servings: 6 }, forSix))).toBe(1);
    expect(await conflicts(call('meals::update_recipe', forSix, forSix))).toBe(1);
  });

  it('counts a call as reported only when a later text tells something new that it brought', async () => {
    const step = {
      calls: [
        {
          name: 'stays::get_hotel',
          parameters: { hotel_id: 'HT1' },
          output: { hotel_id: 'HT1', phone: '555 0142' },
        },
      ],
    };
    const told = makeRecord({ events: [{ user: 'HT1?' }, step, { assistant: 'Call 555 0142.' }] });
    const untold = makeRecord({ events: [{ user: 'HT1?' }, step, { assistant: 'I have looked up HT1.' }] });
    expect(await figureOf([told, untold], 'reported_calls')).toBe(0.5);
  });

  it('sees a number in an answer that nothing supports', async () => {
    const step = {
      calls: [{ name: 'stays::get_hotel', parameters: { hotel_id: 'HT1' }, output: { price: 90 } }],
    };
    const invented = makeRecord({ events: [{ user: 'HT1?' }, step, { assistant: 'It costs 75 a night.' }] });
    expect(await figureOf([invented], 'texts_with_unsupported_values')).toBe(1);
  });

  it('has a modal share of one when every user asks for the same city', async () => {
    const same = Array.from({ length: 20 }, (_, index) => makeRecord({ id: `conv_1_${index}` }));
    expect(await figureOf(same, 'modal_share')).toBe(1);
    expect(await figureOf(same.slice(1), 'modal_share')).toBeNull();
  });

  it('raises near-duplicates to one when every record stands twice', async () => {
    const file = makeFile(5);
    expect(await figureOf([...file, ...file], 'near_duplicate_turns')).toBe(1);
    expect(await figureOf([...file, ...file], 'exact_duplicate_turns')).toBe(1);
  });

  it('gives the same figures whatever the order of the file, those on 5-grams apart', async () => {
    const file = makeFile(40);
    const orderFree = async (records: readonly unknown[]) => {
      const { figures } = await computeMetrics(records, { seed: 3 });
      return Object.entries(figures).filter(([name]) => !name.startsWith('grams_seen'));
    };
    const expected = await orderFree(file);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(file, { minLength: 40 }), async (shuffled) => {
        expect(await orderFree(shuffled)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('marks figures on too little text as not comparable', async () => {
    const { figures } = await computeMetrics(makeFile(3));
    expect(figures.self_bleu_user_turns?.comparable).toBe(false);
    expect(figures.grams_seen_first_78?.comparable).toBe(false);
  });

  it('measures Japanese by characters and apart from English', async () => {
    const japanese = makeRecord({
      events: [{ user: '京都で一泊できる静かな旅館を探してください。' }, { assistant: 'はい。' }],
    });
    const metrics = await computeMetrics([makeRecord(), japanese]);
    expect(metrics.language).toBe('en');
    expect(metrics.other_languages.ja?.distinct_2?.value).toBe(1);
  });
});
