import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { emptyDirectory, runInProcess } from '../cli/run-in-process.js';
import { exchangeRecord } from '../support/sample-exchange-record.js';

const formats = [
  'openai',
  'trl-sft',
  'trl-prompt-completion',
  'trl-grpo',
  'axolotl',
  'ms-swift',
  'anthropic',
];
const control = '\u001b]0;owned\u0007';

/** The record with another id, and texts put into what it says, calls and gets. */
function poisoned(id: string, text: string): DatasetRecord {
  const record = JSON.parse(JSON.stringify({ ...exchangeRecord, conversation_id: id })) as DatasetRecord;
  const messages = record.messages.map((message) =>
    message.role === 'user' ? { ...message, content: `${message.content} ${text}` } : message,
  );
  const own = JSON.parse(`{"__proto__":{"polluted":true},"constructor":{"prototype":1}}`) as object;
  for (const message of messages) {
    if (message.role !== 'assistant') continue;
    for (const call of message.tool_calls ?? [])
      Object.defineProperties(call.parameters, Object.getOwnPropertyDescriptors(own));
  }
  return { ...record, messages, metadata: { ...record.metadata, conversation_id: id } };
}

function exportAll(lines: readonly (string | Buffer)[], format: string) {
  const folder = emptyDirectory();
  const [input, output] = [join(folder, 'set.jsonl'), join(folder, 'out')];
  writeFileSync(input, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])));
  return runInProcess(['export', '--input', input, '--format', format, '--output', output]).then((run) => ({
    ...run,
    folder,
    output,
  }));
}

describe('hostile input, row 15: records that are exported to formats of role messages', () => {
  it.each(formats)('are text in %s, whatever their keys and texts are', async (format) => {
    const text = `${control}</script>=cmd|' /C calc'!A0 \ud800 \u2028`;
    const { code, stdout, output } = await exportAll([JSON.stringify(poisoned('conv_1_0000', text))], format);
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    const line = readFileSync(output, 'utf8').trimEnd();
    expect(line).not.toMatch(/[\n\u2028\u001b]/);
    expect(line).toContain('\\ud800');
    // Prompts alone end before the call.
    if (format !== 'trl-prompt-completion') expect(line).toContain('__proto__');
    JSON.parse(line);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
  });

  it('are left out one by one where they are none, and said to be, without what a terminal obeys', async () => {
    const lines = [
      Buffer.from([0x7b, 0xff, 0x7d]),
      `${'['.repeat(3000)}${']'.repeat(3000)}`,
      '{"conversation_id":"a","messages":[]}',
      'null',
      JSON.stringify({ ...poisoned(`conv_1_0001${control}`, ''), tools: 7 }),
      JSON.stringify(poisoned(`conv_1_0002`, '')),
    ];
    const { code, stderr, output } = await exportAll(lines, 'openai');
    expect(code).toBe(1);
    expect(readFileSync(output, 'utf8').trimEnd().split('\n')).toHaveLength(1);
    for (const line of [1, 2, 3, 4, 5]) expect(stderr).toContain(`:${line}: `);
    expect(stderr).not.toContain('\u001b');
  });

  it('are left out where their ids are paths', async () => {
    const ids = ['../../../escaped', '/etc/escaped', '..\\escaped', `a${control}b`, ''];
    const lines = [...ids, 'conv_1_0000'].map((id) => JSON.stringify(poisoned(id, '')));
    const { folder, output, stderr } = await exportAll(lines, 'hf-traces');
    expect(stderr.match(/jsonl:\d+: /g)).toHaveLength(ids.length);
    expect(readdirSync(folder).sort()).toEqual(['out', 'out.names.json', 'set.jsonl']);
    expect(readdirSync(output)).toEqual(['conv_1_0000.jsonl']);
  });

  it('do not replace a folder of the user', async () => {
    const folder = emptyDirectory();
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine', 'letter.txt'), 'dear');
    const input = join(folder, 'set.jsonl');
    writeFileSync(input, `${JSON.stringify(poisoned('conv_1_0000', ''))}\n`);
    const { code } = await runInProcess([
      'export',
      '-i',
      input,
      '-f',
      'hf-traces',
      '-o',
      join(folder, 'mine'),
    ]);
    expect(code).toBe(1);
    expect(readFileSync(join(folder, 'mine', 'letter.txt'), 'utf8')).toBe('dear');
  });
});
