import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEvents, type MadeEvent, makeRecord } from '../../test/support/make-record.js';
import { createOfflineJudge } from '../judge/create-offline-judge.js';
import { readRubric } from '../judge/read-rubric.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject } from '../types/json.js';
import { createOfflineRepairer } from './create-offline-repairer.js';

const rubric = readRubric();
const repair = async (record: DatasetRecord) =>
  createOfflineRepairer().repair(record, await createOfflineJudge(rubric).judge(record, rubric.gates), 1);
const metadata = {
  locale: 'en',
  endpoint_ids: ['a', 'b', 'b'],
  num_turns: 8,
  num_tool_calls: 3,
  difficulty: { calls: 3 },
};
const toRecord = (events: readonly MadeEvent[], extra: JsonObject = {}): DatasetRecord =>
  makeRecord({ events, extra: { metadata, ...extra } }) as unknown as DatasetRecord;
const quote = (
  record: DatasetRecord | undefined,
  { message, start, end }: { message: number; start: number; end: number },
) => [...(record?.messages[message]?.content ?? '')].slice(start, end).join('');
const spanOf = (text: string, part: string) => {
  const start = [...text.slice(0, text.indexOf(part))].length;
  return { start, end: start + [...part].length };
};

describe('createOfflineRepairer', () => {
  it('finds nothing to do on a sound record', async () => {
    expect(await repair(toRecord(defaultEvents))).toBeNull();
  });

  it.each([
    ['  hello, the price is is 90', 'Hello, the price is is 90.'],
    ['The room has has a view .', 'The room has a view.'],
    [
      'You can reach them by phone. You can reach them by phone. It is late.',
      'You can reach them by phone. It is late.',
    ],
  ])('mends %j', async (text, expected) => {
    const repaired = await repair(toRecord([{ user: 'Hi' }, { assistant: text }]));
    expect(repaired?.record?.messages[1]?.content).toBe(expected);
    expect(repaired?.changed.length).toBeGreaterThan(0);
  });

  it('drops a sentence that an earlier assistant message said, with the space behind it', async () => {
    const said = 'Your table is waiting for you.';
    const repaired = await repair(
      toRecord([{ user: 'Hi' }, { assistant: said }, { user: 'And?' }, { assistant: `${said} Enjoy.` }]),
    );
    expect(repaired?.record?.messages[3]?.content).toBe('Enjoy.');
  });

  it('keeps each span on the text it pointed at', async () => {
    const text = '😀 the  the room costs  90 euros';
    const user = '  for   two people';
    const provenance = {
      arguments: [
        { call: 'x', pointer: '/guests', source: { kind: 'user', message: 0, ...spanOf(user, 'two') } },
      ],
      answers: [
        { message: 1, ...spanOf(text, '90'), source: { kind: 'user', message: 0, ...spanOf(user, 'two') } },
      ],
    };
    const repaired = await repair(toRecord([{ user }, { assistant: text }], { provenance }));
    const [claim] = repaired?.record?.provenance.answers ?? [];
    const [argument] = repaired?.record?.provenance.arguments ?? [];
    expect(repaired?.record?.messages[1]?.content).toBe('😀 the room costs 90 euros.');
    expect(claim && quote(repaired?.record ?? undefined, claim)).toBe('90');
    expect(argument?.source.kind === 'user' && quote(repaired?.record ?? undefined, argument.source)).toBe(
      'two',
    );
  });

  it('does not touch text that a value came from', async () => {
    const user = 'I say again: the hotel in Rome. I say again: the hotel in Rome. Thanks a lot.';
    const second = { start: user.lastIndexOf('Rome'), end: user.lastIndexOf('Rome') + 4 };
    const provenance = {
      arguments: [{ call: 'x', pointer: '/city', source: { kind: 'user', message: 0, ...second } }],
      answers: [],
    };
    expect(await repair(toRecord([{ user }, { assistant: 'Certainly.' }], { provenance }))).toBeNull();
  });

  it('removes a read repeated word for word and moves what pointed behind it', async () => {
    const look = defaultEvents[4] as MadeEvent;
    const provenance = {
      arguments: [],
      answers: [
        { message: 9, start: 0, end: 2, source: { kind: 'output', call: 'call00002', pointer: '/name' } },
      ],
    };
    const events = [...defaultEvents.slice(0, 5), look, ...defaultEvents.slice(5)];
    const repaired = await repair(
      toRecord(events, {
        provenance,
        goal: [{ message: 4, calls: ['call00001', 'call00002'] }],
        phenomena: [],
      }),
    );
    const record = repaired?.record;
    expect(record?.messages).toHaveLength(8);
    expect(record?.tool_calls.map(({ id }) => id)).toEqual(['call00000', 'call00001']);
    expect(record?.provenance.answers[0]).toMatchObject({ message: 7, source: { call: 'call00001' } });
    expect(record?.goal[0]).toMatchObject({ message: 4, calls: ['call00001'] });
    expect(record?.metadata).toMatchObject({ num_turns: 6, num_tool_calls: 2, endpoint_ids: ['a', 'b'] });
  });

  it('moves any span right or refuses, on any text', async () => {
    const words = fc.constantFrom(
      'the',
      'the',
      'room',
      ' ',
      '  ',
      '.',
      '. ',
      'a',
      '😀',
      '90',
      'It is a very nice place.',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 3, maxLength: 14 }), fc.nat(20), async (parts, at) => {
        const text = parts.join(' ');
        const length = [...text].length;
        const span = { start: Math.min(at, length - 1), end: Math.min(at + 2, length) };
        const before = [...text].slice(span.start, span.end).join('');
        const provenance = {
          arguments: [{ call: 'x', pointer: '', source: { kind: 'user', message: 0, ...span } }],
          answers: [],
        };
        const repaired = await repair(toRecord([{ user: text }, { assistant: 'Fine.' }], { provenance }));
        const source = repaired?.record?.provenance.arguments[0]?.source;
        expect(source?.kind === 'user' ? quote(repaired?.record ?? undefined, source) : before).toBe(before);
      }),
    );
  });
});
