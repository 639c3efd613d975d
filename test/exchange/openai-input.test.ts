import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { CannotHoldError } from '../../src/errors/exchange-errors.js';
import { type Conversation, type PreferencePair, toConversation } from '../../src/exchange/conversation.js';
import type { WriteOptions } from '../../src/exchange/exchange-format.js';
import { openai } from '../../src/exchange/formats/openai.js';
import { openaiDpo } from '../../src/exchange/formats/openai-dpo.js';
import { firstDifference } from '../../src/exchange/preferences/first-difference.js';
import { createToolNames, portableNames, renameTools } from '../../src/exchange/tool-names.js';
import type { Message, ToolDefinition } from '../../src/types/conversation.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { makeGeneratedRecords } from './generated-records.js';
import { goldenConversation } from './golden-conversation.js';
import { oddConversations } from './odd-conversations.js';
import { chatInputSchema, preferenceInputSchema } from './openai-input-schema.js';

const ajv = new Ajv2020({ strict: false, allErrors: false });
const checkChat = ajv.compile(chatInputSchema);
const checkPreference = ajv.compile(preferenceInputSchema);
const options: WriteOptions = { arguments: null, tools: null, spacing: null };

let records: readonly DatasetRecord[];

beforeAll(async () => {
  records = await makeGeneratedRecords();
});

describe('the input of fine-tuning at OpenAI', () => {
  it('is what openai writes', () => {
    const names = createToolNames(portableNames);
    for (const conversation of [...records.map(toConversation), goldenConversation, ...oddConversations]) {
      const [entry] = openai.write(renameTools(conversation, names.exported), options);
      expect({ of: conversation.id, errors: checkChat(entry?.value) ? null : checkChat.errors }).toEqual({
        of: conversation.id,
        errors: null,
      });
    }
  });

  it('is what openai-dpo writes', () => {
    const names = createToolNames(portableNames);
    const pairs = pairsOf(records);
    expect(pairs.length).toBeGreaterThan(20);
    for (const pair of pairs) {
      const [entry] = openaiDpo.write(renameTools(pair, names.exported), options);
      expect(checkPreference(entry?.value) ? null : checkPreference.errors).toBeNull();
    }
  });

  it.each([
    ['openai_ft.jsonl', checkChat],
    ['openai_dpo.jsonl', checkPreference],
  ])('has the golden file %s', (file, check) => {
    const value: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', file), 'utf8'));
    expect(check(value) ? null : check.errors).toBeNull();
  });

  it('is not what TRL takes: arguments are texts', () => {
    const value: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, 'golden', 'trl_sft.jsonl'), 'utf8'),
    );
    expect(checkChat(value)).toBe(false);
  });
});

describe('what OpenAI refuses', () => {
  const tool = (index: number): ToolDefinition => ({ name: `t${index}`, description: '', parameters: {} });
  const talk = goldenConversation.messages;

  it.each<[string, Partial<Conversation>, RegExp]>([
    ['129 tools', { tools: Array.from({ length: 129 }, (_, index) => tool(index)) }, /129 tools.* 128/],
    ['an id of 41 characters', { messages: withId('x'.repeat(41)) }, /id is longer than the 40/],
    ['no message to train on', { messages: talk.slice(0, 2) }, /no assistant message/],
    ['a call without its result', { messages: [...talk.slice(0, 4), ...talk.slice(5)] }, /has no result/],
    ['a result without its call', { messages: talk.filter((_, place) => place !== 2) }, /does not follow/],
  ])('is left out: %s', (_, change, reason) => {
    const write = () => openai.write({ ...goldenConversation, ...change }, options);
    expect(write).toThrow(CannotHoldError);
    expect(write).toThrow(reason);
  });

  it('is not 128 tools, nor an id of 40 characters', () => {
    const tools = Array.from({ length: 128 }, (_, index) => tool(index));
    const [entry] = openai.write({ id: 'x', tools, messages: withId('x'.repeat(40)) }, options);
    expect(checkChat(entry?.value)).toBe(true);
  });
});

describe('parallel calls', () => {
  it('are said to come where they may', () => {
    const [kept] = openai.write(goldenConversation, options);
    const [split] = openai.write(goldenConversation, { ...options, isSplit: true });
    expect([kept, split].map((entry) => Object(entry?.value).parallel_tool_calls)).toEqual([true, false]);
  });
});

function withId(id: string): Message[] {
  const text = JSON.stringify(goldenConversation.messages).replaceAll('"call_1"', JSON.stringify(id));
  return JSON.parse(text) as Message[];
}

function pairsOf(all: readonly DatasetRecord[]): PreferencePair[] {
  return all.flatMap(({ conversation_id: id, tools, messages, metadata }) => {
    const base = all.find((record) => record.conversation_id === metadata.twin_group);
    const found = base === undefined ? '' : firstDifference(messages, base.messages);
    return typeof found === 'string' ? [] : [{ id, tools, ...found }];
  });
}
