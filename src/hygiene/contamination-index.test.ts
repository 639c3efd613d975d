import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBenchmarkLists } from './benchmark-lists.js';
import { createContaminationIndex } from './contamination-index.js';
import { readBenchmarks } from './read-benchmarks.js';

const question =
  'My flight to Boston was cancelled this morning and I would like to be put on the next one that has a window seat';

describe('an index of benchmarks', () => {
  it('finds thirteen words in a row, whatever stands around and between them', () => {
    const index = createContaminationIndex();
    index.addText(question, 'tasks.json');
    expect(
      index.findText(`Hello! ${question.toUpperCase().replaceAll(' ', ',  ')}. Can you help?`),
    ).toMatchObject({ source: 'tasks.json', kind: 'words' });
    const twelve = question.split(' ').slice(0, 12).join(' ');
    expect(index.findText(`${twelve} or else`)).toBeNull();
  });

  it('finds a short question as a whole, and no phrase that anybody says', () => {
    const index = createContaminationIndex();
    index.addText('Book the usual table for six.', 'short.txt');
    index.addText('Yes, please.', 'short.txt');
    expect(index.findText('book the usual table for SIX')).toMatchObject({ kind: 'text' });
    expect(index.findText('Yes, please.')).toBeNull();
  });

  it('finds tools by name and parameters under other spellings, and tells names alone apart', () => {
    const index = createContaminationIndex();
    index.addTool('update_reservation_flights', ['reservation_id', 'cabin', 'flights'], 'bench');
    expect(index.findTool('sky::UpdateReservationFlights', ['cabin', 'flights', 'reservationId'])).toEqual({
      source: 'bench',
      kind: 'schema',
    });
    expect(index.findTool('sky::update_reservation_flights', ['id'])).toEqual({
      source: 'bench',
      kind: 'name',
    });
    expect(index.findTool('sky::search', ['cabin', 'flights', 'reservation_id'])).toBeNull();
  });

  it('knows the tools of public benchmarks by the shipped lists', () => {
    const lists = readBenchmarkLists();
    expect(lists.map(({ benchmark }) => benchmark)).toEqual(['api-bank', 'bfcl', 'tau-bench', 'tooltalk']);
    const index = createContaminationIndex();
    for (const list of lists) {
      index.addList(list);
      expect(list.names.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
      expect(list.licence).toMatch(/^(?:MIT|Apache-2\.0)$/);
    }
    expect(
      index.findTool('exchange_delivered_order_items', [
        'order_id',
        'item_ids',
        'new_item_ids',
        'payment_method_id',
      ]),
    ).toEqual({ source: 'tau-bench', kind: 'schema' });
    expect(index.findTool('acme::frobnicate_widget', ['widget', 'speed'])).toBeNull();
  });
});

describe('files of benchmarks', () => {
  it('are read as JSON, JSON lines and text, however deep, and passed over where they are none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'));
    const other =
      'Could you please look up whether the parcel with my new kettle has left the depot yet today';
    const third = 'I need a table for four near the river on Friday at seven and two of us eat no meat';
    writeFileSync(
      join(folder, 'a.json'),
      JSON.stringify({
        tasks: [
          {
            turns: [{ text: question }],
            tools: JSON.stringify([
              {
                type: 'function',
                function: {
                  name: 'find_it',
                  parameters: { type: 'object', properties: { one: {}, two: {} } },
                },
              },
            ]),
          },
        ],
      }),
    );
    writeFileSync(join(folder, 'b.jsonl'), `{"q":${JSON.stringify(other)}}\n{"broken`);
    writeFileSync(join(folder, 'c.txt'), `${third}\n`);
    writeFileSync(join(folder, 'd.bin'), 'a\0b');
    const index = createContaminationIndex();
    const { files, skipped } = await readBenchmarks(folder, index);
    expect({ files, skipped }).toEqual({
      files: 3,
      skipped: [{ file: 'd.bin', reason: 'it is no text file' }],
    });
    expect([question, other, third].map((text) => index.findText(text)?.source)).toEqual([
      'a.json',
      'b.jsonl',
      'c.txt',
    ]);
    expect(index.findTool('find_it', ['two', 'one'])).toEqual({ source: 'a.json', kind: 'schema' });
    await expect(readBenchmarks(join(folder, 'none'), index)).rejects.toThrow('--against');
  });
});
