import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { exchangeRecord } from '../../test/support/sample-exchange-record.js';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { readReferences } from '../metrics/read-references.js';
import { chooseLines } from './choose-lines.js';
import { collectReport, type ReportOptions } from './collect-report.js';
import type { ShownConversation } from './shown-conversation.js';

const imported = {
  provenance: { status: 'unknown' },
  metadata: {
    conversation_id: 'x',
    schema_version: '1.0.0',
    imported: { format: 'openai', entry: 1 },
    num_turns: 2,
    num_tool_calls: 1,
    num_distinct_tools: 1,
  },
};

function write(...lines: readonly unknown[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'datagen-report-')), 'data.jsonl');
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

async function collect(inputs: readonly string[], options: Partial<ReportOptions> = {}) {
  const conversations: ShownConversation[] = [];
  const report = await collectReport({
    ...{
      inputs,
      limit: null,
      seed: 1,
      checksLaws: true,
      computesFigures: true,
      references: readReferences(),
    },
    ...{ mixTargets: {}, graph: null, served: false },
    onConversation: (conversation) => void conversations.push(conversation),
    onProgress: async () => undefined,
    ...options,
  });
  return { ...report, conversations };
}

describe('collectReport', () => {
  it('counts what is there, and says what cannot be read', async () => {
    const other = makeRecord({ id: 'x', extra: imported });
    const input = write(hotelRecord, exchangeRecord, 'no json', other);
    const calls = [hotelRecord, exchangeRecord, other].flatMap(({ tool_calls: each }) => each).length;
    const { data, columns, conversations } = await collect([input]);
    const [dataset] = data.datasets;
    expect(dataset?.records).toEqual({
      total: 3,
      calls,
      base: 3,
      twins: 0,
      imported: 1,
      judged: 1,
      passed: 1,
    });
    expect(dataset?.unreadable).toEqual({
      count: 1,
      first: [{ line: 3, problem: expect.stringContaining('not JSON') }],
    });
    expect(conversations.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(Array.from(columns.lines)).toEqual([1, 2, 4]);
    const turns = dataset?.distributions.find(({ name }) => name === 'turns');
    expect(turns?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(data.usage.nodes.map(({ name }) => name)).toContain('coinwise::convert');
  });

  it('measures all and shows as many as asked for, the same for the same seed', async () => {
    const lines = Array.from({ length: 60 }, (_, index) =>
      makeRecord({ id: `conv_1_${String(index).padStart(4, '0')}` }),
    );
    const input = write(...lines);
    const { data, conversations } = await collect([input], { limit: 10, checksLaws: false });
    expect(data.datasets[0]).toMatchObject({ shown: 10, records: { total: 60 }, laws: null });
    const again = await collect([input], { limit: 10, checksLaws: false });
    expect(again.conversations.map(({ id }) => id)).toEqual(conversations.map(({ id }) => id));
    const isChosen = await chooseLines(input, 10, 2);
    expect(lines.filter((_, index) => isChosen(index + 1))).toHaveLength(10);
  });

  it('puts equal turns into one cluster, and two datasets side by side', async () => {
    const [first, second] = [write(makeRecord(), makeRecord({ id: 'conv_1_0001' })), write(hotelRecord)];
    const { data, columns } = await collect([first, second], { checksLaws: false });
    expect(data.datasets[0]?.clusters).toMatchObject({ count: 2, turns: 4 });
    expect(data.datasets[0]?.clusters.largest[0]?.samples[0]).toMatchObject({ times: 2, row: 0 });
    expect(data.datasets.map(({ name }) => name)).toEqual([first, second]);
    expect(Array.from(columns.datasets)).toEqual([0, 0, 1]);
    expect(data.usage.nodes.every(({ calls }) => calls.length === 2)).toBe(true);
  });
});
