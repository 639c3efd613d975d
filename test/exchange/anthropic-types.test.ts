import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { toConversation } from '../../src/exchange/conversation.js';
import type { WriteOptions } from '../../src/exchange/exchange-format.js';
import { anthropic } from '../../src/exchange/formats/anthropic.js';
import { createToolNames, portableNames, renameTools } from '../../src/exchange/tool-names.js';
import { makeGeneratedRecords } from './generated-records.js';
import { goldenConversation } from './golden-conversation.js';
import { oddConversations } from './odd-conversations.js';

const options: WriteOptions = { arguments: null, tools: null, spacing: null };

/** What the format writes of the golden conversation; the compiler holds it against the SDK. */
const golden: Pick<MessageCreateParamsNonStreaming, 'system' | 'tools' | 'messages'> = {
  system: 'You are a travel assistant.',
  tools: [
    {
      name: 'get_weather',
      description: 'Current weather for a city.',
      input_schema: {
        type: 'object',
        properties: {
          city: { type: 'string', description: 'City name' },
          days: { type: 'integer', minimum: 1 },
        },
        required: ['city'],
        additionalProperties: false,
      },
    },
    {
      name: 'book_table',
      description: 'Book a restaurant table.',
      input_schema: {
        type: 'object',
        properties: {
          city: { type: 'string' },
          party: { type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] },
          time: { type: 'string' },
        },
        required: ['city', 'party', 'time'],
        additionalProperties: false,
      },
    },
  ],
  messages: [
    { role: 'user', content: 'Weather in Paris and Oslo?' },
    {
      role: 'assistant',
      content: [
        { type: 'tool_use', id: 'call_1', name: 'get_weather', input: { city: 'Paris' } },
        { type: 'tool_use', id: 'call_2', name: 'get_weather', input: { city: 'Oslo', days: 2 } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'call_1', content: '{"temp_c":21}' },
        { type: 'tool_result', tool_use_id: 'call_2', content: '{"temp_c":12}' },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: 'Paris 21 °C, Oslo 12 °C.' }] },
    { role: 'user', content: 'Book a table in Paris for 2 at 19:00.' },
    {
      role: 'assistant',
      content: [
        {
          type: 'tool_use',
          id: 'call_3',
          name: 'book_table',
          input: { city: 'Paris', party: { size: 2 }, time: '19:00' },
        },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'call_3', content: '{"ok":true,"booking_id":"bk_1"}' }],
    },
    { role: 'assistant', content: [{ type: 'text', text: 'Booked: bk_1.' }] },
  ],
};

describe('what the format anthropic writes', () => {
  it('has the type of the SDK', () => {
    expect(anthropic.write(goldenConversation, options)).toEqual([{ value: golden }]);
  });

  it('has the type of the SDK in every generated record', async () => {
    const records = await makeGeneratedRecords();
    const names = createToolNames(portableNames);
    const odd = oddConversations.filter(({ id }) => id !== 'untrained');
    const written = [...records.map(toConversation), ...odd].flatMap((conversation) =>
      anthropic.write(renameTools(conversation, names.exported), options),
    );
    const values = written.map(({ value }) => `{ model: 'm', max_tokens: 1, ...${JSON.stringify(value)} }`);
    expect(compile(values)).toBe('');
    expect(compile([`{ model: 'm', max_tokens: 1, messages: [{ role: 'tool', content: '' }] }`])).toMatch(
      /TS2322/,
    );
  });
});

/** What the compiler says of values of the SDK's type. */
function compile(values: readonly string[]): string {
  // Inside the package, where the SDK is found.
  const folder = mkdtempSync(join(packageRoot, 'node_modules', '.anthropic-types-'));
  try {
    const file = join(folder, 'written.mts');
    const lines = values.map((value) => `check(${value});`);
    writeFileSync(
      file,
      [
        `import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';`,
        'declare function check(params: MessageCreateParamsNonStreaming): void;',
        ...lines,
      ].join('\n'),
    );
    const settings = [
      '--noEmit',
      '--ignoreConfig',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      '',
    ];
    const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
    return spawnSync(process.execPath, [compiler, ...settings, file], { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
