import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { playRecord, situation, situationNames } from '../../test/support/situations.js';
import { configDirectory } from '../config/package-paths.js';
import { mapSource } from '../provenance/map-source.js';
import { createRandom, type Random } from '../random/random.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Source } from '../types/provenance.js';
import { validateRecord } from '../validate/validate-record.js';
import { checkMeaning } from './check-meaning.js';
import { editableMessages } from './editable-messages.js';
import { loadGroundedClaims } from './load-grounded-claims.js';
import { takeTexts } from './take-texts.js';

const records = [
  ...Object.values(sampleRecords),
  ...situationNames.map((name) => playRecord(situation(name))),
];
const tools = {
  validate: validateRecord,
  findClaims: loadGroundedClaims(configDirectory),
  checkText: checkMeaning,
};
const rounds = 12;

describe('takeTexts', () => {
  it('never lets a careless or hostile text in that breaks a law, a call or a source', () => {
    let taken = 0;
    let refused = 0;
    for (const [index, record] of records.entries()) {
      for (let round = 0; round < rounds; round += 1) {
        const random = createRandom(round).fork(`record-${index}`);
        const messages = editableMessages(record).map((at) => ({
          index: at,
          text: spoil(record, at, random),
        }));
        const result = takeTexts(record, { messages }, tools);
        taken += result.taken.length;
        refused += result.refused.length;
        expect(validateRecord(result.record)).toEqual(validateRecord(record));
        expect(fixedParts(result.record)).toEqual(fixedParts(record));
        expect(spokenSources(result.record)).toEqual(spokenSources(record));
      }
    }
    expect(taken).toBeGreaterThan(records.length * rounds);
    expect(refused).toBeGreaterThan(records.length * rounds);
  });

  it('takes what a text changes nothing in as no change', () => {
    const [record] = records;
    if (record === undefined) throw new Error('no record');
    const messages = editableMessages(record).map((index) => ({
      index,
      text: record.messages[index]?.content ?? '',
    }));
    expect(takeTexts(record, { messages }, tools)).toEqual({ record, taken: [], refused: [] });
  });

  it('keeps a text that is right alone when another one breaks a law', () => {
    const { hotel } = sampleRecords;
    if (hotel === undefined) throw new Error('no record');
    const right = `Very well. ${hotel.messages[12]?.content}`;
    const wrong = `${hotel.messages[4]?.content} They have 17 suites.`;
    const result = takeTexts(
      hotel,
      {
        messages: [
          { index: 12, text: right },
          { index: 4, text: wrong },
        ],
      },
      tools,
    );
    expect(result.taken).toEqual([12]);
    expect(result.refused).toEqual([{ index: 4, reason: expect.stringContaining('17') }]);
  });
});

/** What a careless model makes of a text: said otherwise, cut, doubled, with values of its own or of others. */
function spoil(record: DatasetRecord, at: number, random: Random): string {
  const text = record.messages[at]?.content ?? '';
  const words = text.split(' ');
  const other = random.pick(record.messages).content.slice(0, 80);
  const ways: (() => string)[] = [
    () => `Well then. ${text}`,
    () => `😀 ${text}`,
    () => `はい。${text}`,
    () => `${text} ${text}`,
    () => words.slice(0, Math.ceil(words.length / 2)).join(' '),
    () => words.filter((_, index) => index !== random.integer(0, words.length - 1)).join(' '),
    () => text.replace(/\d/g, () => String(random.integer(0, 9))),
    () => text.replace(/\d+/, (number) => `1${number}`),
    () => `${text} Also 42 rooms at 7 pm tomorrow.`,
    () => `${text} Not at all.`,
    () => `${text} ${other}`,
    () => [...words].reverse().join(' '),
    () => text.toUpperCase(),
    () => text.replace(/[?？]/g, '.'),
    () => other,
    () => `${text}\u0000`,
    () => text.replace(/[。.]/, '! '),
  ];
  return random.pick(ways)();
}

function fixedParts({ messages, provenance: _, ...rest }: DatasetRecord): unknown {
  const fixed = messages.map((message) =>
    message.role === 'system' || message.role === 'tool' ? message : { ...message, content: '' },
  );
  return { ...rest, fixed };
}

/** The texts that arguments rest on, in the order of the arguments. */
function spokenSources({ messages, provenance }: DatasetRecord): string[] {
  const spoken: string[] = [];
  const visit = mapSource((source: Source) => {
    if (source.kind === 'user')
      spoken.push([...(messages[source.message]?.content ?? '')].slice(source.start, source.end).join(''));
    return source;
  });
  for (const { source } of provenance.arguments) visit(source);
  return spoken;
}
