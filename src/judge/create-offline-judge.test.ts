import { describe, expect, it } from 'vitest';
import { defaultEvents, type MadeEvent, makeRecord } from '../../test/support/make-record.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject } from '../types/json.js';
import { createOfflineJudge } from './create-offline-judge.js';
import { readRubric } from './read-rubric.js';
import { withScores } from './score-record.js';

const rubric = readRubric();
const judge = createOfflineJudge(rubric);
const system = 'Use the tools. It is Tuesday, 2026-03-10, 08:05. Purchases need the consent of the user.';
const judgeEvents = (events: readonly MadeEvent[]) =>
  judge.judge(makeRecord({ events, system }) as unknown as DatasetRecord, rubric.gates);

/** The sound conversation with the events from `index` on replaced. */
const replaceEvent = (index: number, ...events: MadeEvent[]): MadeEvent[] => [
  ...defaultEvents.slice(0, index),
  ...events,
  ...defaultEvents.slice(index + 1),
];
const getHotel = (parameters: JsonObject, output: JsonObject): MadeEvent => ({
  calls: [{ name: 'stays::get_hotel', parameters, output }],
});
const found = {
  hotel_id: 'HT4821',
  name: 'Casa Alfama',
  price: 118.5,
  breakfast: 'included',
  phone: '21 555 0142',
};
const error = { error: { type: 'unavailable', message: 'The hotel service does not answer.' } };

describe('createOfflineJudge', () => {
  it('passes a sound conversation, in steps of a tenth, under its versioned name', async () => {
    const scores = await judgeEvents(defaultEvents);
    expect(scores).toMatchObject({
      passed: true,
      failed_gates: [],
      judge_model: 'offline-rubric@2',
      tool_correctness: 5,
    });
    for (const score of [scores.task_completion, scores.naturalness]) {
      expect(score).toBeGreaterThanOrEqual(4);
      expect(Math.round(score * 10) / 10).toBe(score);
    }
  });

  it('holds no call to tools where a transcript came without any', async () => {
    const judged = async (tools: readonly JsonObject[]) => {
      const record = makeRecord({ system, tools }) as unknown as DatasetRecord;
      return (await judge.judge(record, rubric.gates)).reasoning;
    };
    expect(await judged([])).not.toMatch(/not offered/);
    expect(await judged([{ name: 'another', parameters: {} }])).toMatch(/not offered/);
  });

  it.each<[string, 'tool_correctness' | 'task_completion' | 'naturalness', readonly MadeEvent[], RegExp]>([
    [
      'an unknown tool',
      'tool_correctness',
      replaceEvent(4, {
        calls: [{ name: 'stays::look', parameters: { hotel_id: 'HT4821' }, output: found }],
      }),
      /not offered/,
    ],
    ['a missing required argument', 'tool_correctness', replaceEvent(4, getHotel({}, found)), /required/],
    [
      'an argument of the wrong type',
      'tool_correctness',
      replaceEvent(4, getHotel({ hotel_id: 4821 }, found)),
      /schema/,
    ],
    [
      'an id from nowhere',
      'tool_correctness',
      replaceEvent(4, getHotel({ hotel_id: 'HT9999' }, found)),
      /HT9999/,
    ],
    [
      'a call made twice',
      'tool_correctness',
      replaceEvent(4, getHotel({ hotel_id: 'HT4821' }, found), getHotel({ hotel_id: 'HT4821' }, found)),
      /repeated/,
    ],
    [
      'an error passed over',
      'tool_correctness',
      replaceEvent(4, getHotel({ hotel_id: 'HT4821' }, error)),
      /silence/,
    ],
    [
      'success claimed after an error',
      'task_completion',
      [
        ...defaultEvents.slice(0, 4),
        getHotel({ hotel_id: 'HT4821' }, error),
        { assistant: 'Your room is booked and all set for the two of you.' },
      ],
      /success is claimed/,
    ],
    [
      'a price that no result shows',
      'task_completion',
      replaceEvent(2, {
        assistant: 'Casa Alfama has a room at 99 a night. Would you like to know more about it?',
      }),
      /nothing supports \(99\)/,
    ],
    ['a conversation cut short', 'task_completion', defaultEvents.slice(0, 5), /without an answer/],
    [
      'a question left open at the end',
      'task_completion',
      defaultEvents.slice(0, 1).concat({ assistant: 'Which neighbourhood?' }),
      /never answered/,
    ],
    [
      'results that nobody tells',
      'task_completion',
      [...defaultEvents.slice(0, 2), { assistant: 'I have looked that up for the two of you.' }],
      /neither told nor used/,
    ],
    [
      'a parameter name in the text',
      'naturalness',
      replaceEvent(3, { user: 'Yes, the check_in_date is fine and the room_type too.' }),
      /check_in_date/,
    ],
    [
      'a placeholder',
      'naturalness',
      replaceEvent(3, { user: 'Yes, tell me about {hotel_name} please.' }),
      /placeholder/,
    ],
    [
      'a robotic phrase',
      'naturalness',
      replaceEvent(5, {
        assistant:
          'The operation was successful and the API call completed successfully. The phone is 21 555 0142.',
      }),
      /machine/,
    ],
    [
      'a sentence said twice',
      'naturalness',
      replaceEvent(5, { assistant: 'You can reach them at 21 555 0142. You can reach them at 21 555 0142.' }),
      /twice in a row/,
    ],
    [
      'a doubled word',
      'naturalness',
      replaceEvent(3, { user: 'Yes, tell me about the the breakfast there.' }),
      /the the/,
    ],
    [
      'too many questions at once',
      'naturalness',
      replaceEvent(2, { assistant: 'When? How many? Which room? What price? Which part of town?' }),
      /too many questions/,
    ],
    [
      'a user who dictates ids',
      'naturalness',
      replaceEvent(3, { user: 'Use offer a8f3k2l9 and room x7b2m4q8 of plan zz81k3m2.' }),
      /dictates/,
    ],
    [
      'an id that only results may hold',
      'naturalness',
      [{ user: 'Tell me about HT4821.' }, ...defaultEvents.slice(4)],
      /dictates an id \(ht4821\)/,
    ],
    [
      'a day that nothing shows',
      'task_completion',
      replaceEvent(2, {
        assistant: 'Casa Alfama has a room from April 21 at 118.50. Would you like to know more?',
      }),
      /a day that nothing before shows \(4-21\)/,
    ],
    [
      'a failure that is not told',
      'task_completion',
      replaceEvent(4, getHotel({ hotel_id: 'HT4821' }, error)),
      /a failure is not told/,
    ],
    [
      'a failure that there was not',
      'task_completion',
      replaceEvent(5, { assistant: 'The hotel could not be reached, so nothing can be said about it.' }),
      /failure is claimed/,
    ],
    [
      'an end in the middle of a sentence',
      'task_completion',
      replaceEvent(5, { assistant: 'It is a four-star house, breakfast is included, and you can reach' }),
      /breaks off/,
    ],
    [
      'a request that is brushed off',
      'task_completion',
      [
        ...defaultEvents,
        { user: 'And is there a room for 3 people on the same days as well?' },
        { assistant: 'Sure thing.' },
      ],
      /a few words and no answer/,
    ],
    [
      'an answer in another language',
      'naturalness',
      replaceEvent(5, {
        assistant:
          'Das Haus hat vier Sterne, das Frühstück ist im Preis enthalten, und die Nummer lautet 21 555 0142.',
      }),
      /another language/,
    ],
    [
      'a question about what was said',
      'naturalness',
      [
        ...defaultEvents.slice(0, 1),
        { assistant: 'Which place should I look in?' },
        { user: 'In Lisbon, please.' },
        ...defaultEvents.slice(1),
      ],
      /asks for what the user has said/,
    ],
    [
      'sentences without content',
      'naturalness',
      replaceEvent(5, {
        assistant: `It offers breakfast. ${[
          'Hotels are places where people like to stay when they are not at home.',
          'Whoever has slept well will see the next day with quite other eyes.',
          'Every house has a character that it shows to those who look for it.',
          'Mornings in a foreign town have always had a charm of their own.',
          'One never knows whom one might meet at such a place, after all.',
        ].join(' ')}`,
      }),
      /without saying anything/,
    ],
    [
      'a final step that nobody confirmed',
      'tool_correctness',
      [
        { user: 'Book me the room at Casa Alfama, HT4821.' },
        {
          calls: [
            {
              name: 'stays::book_room',
              parameters: { hotel_id: 'HT4821' },
              output: { booking: 'confirmed' },
            },
          ],
        },
        { assistant: 'Your booking is confirmed.' },
      ],
      /without the confirmation/,
    ],
  ])('takes points for %s and names it', async (_defect, dimension, events, reason) => {
    const sound = await judgeEvents(defaultEvents);
    const scores = await judgeEvents(events);
    expect(scores[dimension]).toBeLessThan(sound[dimension]);
    expect(scores.reasoning).toMatch(reason);
  });

  it('ranks a fuller answer above a terser one', async () => {
    const full = await judgeEvents(defaultEvents);
    const terse = await judgeEvents(replaceEvent(5, { assistant: 'Breakfast is included.' }));
    expect(terse.task_completion).toBeLessThan(full.task_completion);
    expect(terse.passed).toBe(true);
  });

  it('fails the gates that its scores miss', async () => {
    const scores = await judge.judge(makeRecord() as unknown as DatasetRecord, {
      ...rubric.gates,
      naturalness: 5,
    });
    expect(scores.passed).toBe(scores.naturalness >= 5);
    expect(scores.failed_gates).toEqual(scores.naturalness >= 5 ? [] : ['naturalness']);
  });

  it('accepts a typed error that the assistant reports', async () => {
    const events = [
      ...defaultEvents.slice(0, 4),
      getHotel({ hotel_id: 'HT4821' }, error),
      {
        assistant:
          'Sorry, the hotel service does not answer at the moment, so I could not look up Casa Alfama.',
      },
    ];
    const scores = await judgeEvents(events);
    expect(scores.tool_correctness).toBe(5);
    expect(scores.passed).toBe(true);
  });

  it('does not look at provenance, goal or scenario', async () => {
    const bare = await judge.judge(makeRecord() as unknown as DatasetRecord, rubric.gates);
    const extra = {
      provenance: { arguments: [], answers: [{ message: 2, start: 0, end: 50, source: {} }] },
      goal: [],
      semantics: {},
    };
    expect(await judge.judge(makeRecord({ extra }) as unknown as DatasetRecord, rubric.gates)).toEqual(bare);
  });

  it('scores what is no conversation instead of throwing', async () => {
    const scores = await judge.judge({ messages: null } as unknown as DatasetRecord, rubric.gates);
    expect(scores.failed_gates).toContain('task_completion');
  });
});

describe('withScores', () => {
  it('puts scores, verdict and the judge into their places', async () => {
    const record = {
      ...makeRecord(),
      history: [],
      metadata: { agents: { judge: 'model-1' } },
    } as unknown as DatasetRecord;
    const scored = withScores(record, await judge.judge(record, rubric.gates));
    expect(Object.keys(scored).slice(-4)).toEqual(['judge_scores', 'passed', 'history', 'metadata']);
    expect(scored.metadata.agents.judge).toBe('offline');
    expect(scored.judge_scores?.judge_model).toBe('offline-rubric@2');
  });
});
