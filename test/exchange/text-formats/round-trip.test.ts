import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory } from '../../../src/config/package-paths.js';
import { CannotHoldError } from '../../../src/errors/exchange-errors.js';
import { type Conversation, toConversation } from '../../../src/exchange/conversation.js';
import type { ConversationFormat, Entry } from '../../../src/exchange/exchange-format.js';
import { bfcl } from '../../../src/exchange/formats/bfcl.js';
import { hermes } from '../../../src/exchange/formats/hermes.js';
import { llamafactory } from '../../../src/exchange/formats/llamafactory.js';
import { llamafactoryOpenai } from '../../../src/exchange/formats/llamafactory-openai.js';
import { react } from '../../../src/exchange/formats/react.js';
import { sharegpt } from '../../../src/exchange/formats/sharegpt.js';
import { splitParallelCalls } from '../../../src/exchange/split-parallel.js';
import type { Message, ToolCall } from '../../../src/types/conversation.js';
import type { JsonValue } from '../../../src/types/json.js';
import { buildCatalog, generateRecords } from '../../support/generate-records.js';
import { readBack, readTogether, withNumberedCalls, withPortableNames, writeAs } from './write-and-read.js';

let conversations: readonly Conversation[] = [];
beforeAll(async () => {
  const artifacts = await buildCatalog(bundledCatalogDirectory);
  const records = [
    ...(await generateRecords(artifacts, { n: '30', seed: '5', twins: true })),
    ...(await generateRecords(artifacts, { n: '30', seed: '6', twins: true, locale: 'ja' })),
  ];
  conversations = records.map((record) => withPortableNames(sharegpt, toConversation(record)));
});

/** The entries of each conversation; what a format leaves out is left out by every reader of it. */
function written(format: ConversationFormat): [Conversation, readonly Entry[]][] {
  return conversations.flatMap((conversation): [Conversation, readonly Entry[]][] => {
    try {
      return [[conversation, writeAs(format, conversation)]];
    } catch (error) {
      if (error instanceof CannotHoldError) return [];
      throw error;
    }
  });
}

/** Without what the formats declare as lost. */
function without(messages: readonly Message[], lost: { readonly wordsBesideCalls: boolean }): Message[] {
  return messages.map((message) => {
    if (message.role !== 'assistant') return message;
    const { reasoning: _, ...rest } = message;
    return lost.wordsBesideCalls && rest.tool_calls !== undefined ? { ...rest, content: '' } : rest;
  });
}

describe('reading what was written', () => {
  it('has conversations with twins, two languages and calls at once to work on', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(60);
    const messages = conversations.flatMap((conversation) => conversation.messages);
    expect(messages.some(({ content }) => /[ぁ-ん]/.test(content))).toBe(true);
    expect(
      messages.some((message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1),
    ).toBe(true);
  });

  it.each([
    [llamafactory, { hasIds: false, numbersCalls: true, wordsBesideCalls: true }],
    [llamafactoryOpenai, { hasIds: false, numbersCalls: false, wordsBesideCalls: true }],
    [sharegpt, { hasIds: true, numbersCalls: true, wordsBesideCalls: false }],
    [hermes, { hasIds: true, numbersCalls: true, wordsBesideCalls: false }],
  ] as const)('gives back the conversation but for declared losses: $name', (format, lost) => {
    const entries = written(format);
    expect(entries.length).toBeGreaterThan(50);
    for (const [conversation, [entry, ...others]] of entries) {
      expect(others).toEqual([]);
      const kept = without(conversation.messages, lost);
      expect(readBack(format, entry?.value ?? null, 'fallback')).toEqual({
        id: lost.hasIds ? conversation.id : 'fallback',
        messages: lost.numbersCalls ? withNumberedCalls(kept) : kept,
        tools: conversation.tools,
      });
    }
  });

  it('leaves out only what a format says it cannot hold, and nothing of it where all is trained on', () => {
    for (const format of [llamafactory, llamafactoryOpenai, sharegpt, hermes]) {
      const ids = new Set(written(format).map(([{ id }]) => id));
      const leftOut = conversations.filter(({ id }) => !ids.has(id));
      for (const { messages } of leftOut)
        expect(messages.some((message) => message.role === 'assistant' && message.weight === 0)).toBe(true);
    }
  });

  it('gives back the requests: react', () => {
    const entries = written(react);
    expect(entries.length).toBeGreaterThan(50);
    for (const [conversation, lines] of entries) {
      const split = splitParallelCalls(conversation.messages).filter(({ role }) => role !== 'system');
      const starts = split.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
      const requests = starts.map((start, index) => withNumberedCalls(split.slice(start, starts[index + 1])));
      const read = lines.map(({ value }) => readBack(react, value, 'fallback'));
      expect(read.map(({ messages }) => messages)).toEqual(requests);
    }
  });

  it('gives back the questions and their calls: bfcl', async () => {
    const entries = written(bfcl);
    expect(entries.length).toBeGreaterThan(50);
    for (const [conversation, parts] of entries) {
      const { messages, tools } = conversation;
      const values = parts.map(({ value }) => JSON.parse(JSON.stringify(value)) as JsonValue);
      const answer = messages.findIndex(({ role }) => role === 'assistant');
      const [single, several] = await readTogether('bfcl', values);
      expect(single?.messages.slice(0, answer)).toEqual(messages.slice(0, answer));
      expect(namesAndArguments(single?.messages ?? [])).toEqual(
        namesAndArguments(messages.slice(answer, answer + 1)),
      );
      expect(single?.tools).toEqual(tools);
      if (several === undefined) continue;
      expect(several.messages.filter(({ role }) => role === 'user')).toEqual(
        messages.filter(({ role }) => role === 'user'),
      );
      expect(namesAndArguments(several.messages)).toEqual(namesAndArguments(messages));
    }
  });
});

function callsOf(messages: readonly Message[]): ToolCall[] {
  return messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
}

function namesAndArguments(messages: readonly Message[]): unknown[] {
  return callsOf(messages).map(({ name, parameters }) => [name, parameters]);
}
