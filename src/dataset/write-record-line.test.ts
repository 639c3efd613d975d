import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../types/dataset-record.js';
import { serializeRecord } from './serialize-record.js';
import { writeRecordLine } from './write-record-line.js';

function saying(content: string): DatasetRecord {
  const record = {
    conversation_id: 'conv_1_0000',
    messages: [{ role: 'user', content }],
    metadata: { seed: 1 },
  };
  return record as unknown as DatasetRecord;
}

function lineOf(record: DatasetRecord): Buffer {
  return Buffer.from(`${serializeRecord(record)}\n`, 'utf8');
}

describe('writeRecordLine', () => {
  it.each(['Find a hotel.', '大阪のホテルを探して。', 'é 😀 \ud83d', '\udc00\u2028', ''])(
    'writes the line of %j',
    (content) => {
      const record = saying(content);
      const line = lineOf(record);
      const buffer = Buffer.alloc(line.length + 5);
      expect(writeRecordLine(record, buffer, 5)).toBe(line.length);
      expect(buffer.subarray(5)).toEqual(line);
    },
  );

  it('takes a buffer that the line just fits into, and none shorter', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (content) => {
        const record = saying(content);
        const { length } = lineOf(record);
        expect(writeRecordLine(record, Buffer.alloc(length), 0)).toBe(length);
        for (const short of [1, 2, length])
          expect(writeRecordLine(record, Buffer.alloc(length - short), 0)).toBeNull();
      }),
    ));

  it('leaves bytes before its place alone, and gives null where that is the end', () => {
    const buffer = Buffer.alloc(8, 7);
    expect(writeRecordLine(saying('a'), buffer, 8)).toBeNull();
    expect(buffer).toEqual(Buffer.alloc(8, 7));
  });
});
