import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/exchange/conversation.js';
import type { ConversationFormat } from '../../src/exchange/exchange-format.js';
import { exchangeFormats } from '../../src/exchange/exchange-formats.js';
import { importDataset } from '../../src/exchange/import-dataset.js';
import { importFormatNamed, importFormats } from '../../src/exchange/import-formats.js';
import type { JsonValue } from '../../src/types/json.js';

/** BFCL has no place for what no tool is offered for. */
const written = exchangeFormats.filter(
  (format): format is ConversationFormat =>
    format.name !== 'bfcl' &&
    format.holds === 'conversations' &&
    importFormats.some(({ name }) => name === format.name),
);

/** Nothing in it shows which format it is in. */
const toolFree: Conversation = {
  id: 'x',
  tools: [],
  messages: [
    { role: 'system', content: 'Help.' },
    { role: 'user', content: 'How are you?' },
    { role: 'assistant', content: 'Well.' },
  ],
};

/** Roles and words of what a format makes of a value that it is said to be in. */
async function importAs(name: string, value: JsonValue): Promise<string[]> {
  const output = join(mkdtempSync(join(tmpdir(), 'datagen-forced-')), 'out.jsonl');
  const reasons: string[] = [];
  async function* values() {
    yield { file: 'set', line: 1, value };
  }
  const { records } = await importDataset({
    ...{ values: values(), output, names: new Map(), namesFiles: false },
    format: { name, ...(await importFormatNamed(name).open({ path: 'set', values })) },
    onUnreadable: ({ reason }) => reasons.push(reason),
  });
  if (records === 0) return reasons;
  const { messages } = JSON.parse(readFileSync(output, 'utf8'));
  return messages.map(({ role, content }: { role: string; content: string }) => `${role}: ${content}`);
}

const expected = ['system: Help.', 'user: How are you?', 'assistant: Well.'];

describe('a conversation without tools', () => {
  it.each(written)('is read again in $name', async (format) => {
    const entries = format.write(toolFree, { arguments: null, tools: null, spacing: null });
    const values = entries.map(({ value }) => value);
    const lost = ['the system message', 'system messages'];
    const isSystemLost = format.losses.some((loss) => lost.includes(loss));
    expect(
      await importAs(format.name, format.files.kind === 'folder' ? values : (values[0] ?? null)),
    ).toEqual([...(isSystemLost ? [] : ['system: Help.']), ...expected.slice(1)]);
  });

  const turns = (human: string, gpt: string) => [
    { from: 'system', value: 'Help.' },
    { from: human, value: 'How are you?' },
    { from: gpt, value: 'Well.' },
  ];
  it.each(['sharegpt', 'llamafactory', 'hermes', 'toolace'])(
    'is read in any shape of turns: %s',
    async (name) => {
      expect(await importAs(name, { conversations: turns('human', 'gpt') })).toEqual(expected);
      const [, ...rest] = turns('user', 'assistant');
      expect(await importAs(name, { system: 'Help.', conversations: rest })).toEqual(expected);
      const named = turns('user', 'assistant').map(({ from, value }) => ({ role: from, content: value }));
      expect(await importAs(name, { conversations: named })).toEqual(expected);
    },
  );

  it('is read as the training set of ToolBench has it', async () => {
    expect(await importAs('toolbench', { conversations: turns('user', 'assistant') })).toEqual(expected);
  });

  it.each(['hermes', 'sharegpt'])('is refused by its line where a turn of %s says nothing', async (name) => {
    for (const value of [null, 5]) {
      const reasons = await importAs(name, { conversations: [{ from: 'human', value }] });
      expect(reasons).toEqual(['/conversations/0/value is no text.']);
    }
  });
});
