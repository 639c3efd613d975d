import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CannotHoldError } from '../../src/errors/exchange-errors.js';
import {
  type Conversation,
  type LabelledCompletion,
  type PreferencePair,
  toConversation,
} from '../../src/exchange/conversation.js';
import type { Entry, WriteOptions } from '../../src/exchange/exchange-format.js';
import { anthropic } from '../../src/exchange/formats/anthropic.js';
import { axolotl } from '../../src/exchange/formats/axolotl.js';
import { hfTraces } from '../../src/exchange/formats/hf-traces.js';
import { msSwift } from '../../src/exchange/formats/ms-swift.js';
import { openai } from '../../src/exchange/formats/openai.js';
import { openaiDpo } from '../../src/exchange/formats/openai-dpo.js';
import { trlDpo } from '../../src/exchange/formats/trl-dpo.js';
import { trlKto } from '../../src/exchange/formats/trl-kto.js';
import { trlPromptCompletion } from '../../src/exchange/formats/trl-prompt-completion.js';
import { trlSft } from '../../src/exchange/formats/trl-sft.js';
import { losses } from '../../src/exchange/losses.js';
import { firstDifference } from '../../src/exchange/preferences/first-difference.js';
import { createToolNames, renameTools } from '../../src/exchange/tool-names.js';
import { lineText } from '../../src/json/line-text.js';
import type { AssistantMessage, Message } from '../../src/types/conversation.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { JsonValue } from '../../src/types/json.js';
import { conversationArbitrary } from './conversation-arbitrary.js';
import { makeGeneratedRecords } from './generated-records.js';
import {
  goldenConversation,
  labelledCompletions,
  misspeltPair,
  refusingPair,
} from './golden-conversation.js';
import { oddConversations } from './odd-conversations.js';

type Item = Conversation | PreferencePair | LabelledCompletion;

/** What each of the formats has in common with all, whatever it holds. */
type RoundTrip = {
  readonly name: string;
  readonly losses: readonly string[];
  readonly write: (item: never, options: WriteOptions) => readonly Entry[];
  readonly read: ((value: JsonValue, fallbackId: string) => Item) | null;
  readonly files: { readonly kind: string };
};

const fallbackId = 'entry_1';
const conversationFormats: readonly RoundTrip[] = [
  ...[openai, trlSft, trlPromptCompletion, axolotl, msSwift, anthropic, hfTraces],
];
const pairFormats: readonly RoundTrip[] = [openaiDpo, trlDpo];

/** What is left of a conversation, pair or completion without what a loss names; told here again, apart from the formats. */
const without: { readonly [loss: string]: (item: Item) => Item } = {
  [losses.id]: (item) => ({ ...item, id: fallbackId }),
  [losses.reasoning]: (item) => mapAssistant(item, ({ reasoning: _, ...message }) => message),
  [losses.untrained]: (item) => mapAssistant(item, ({ weight: _, ...message }) => message),
  [losses.callIds]: numberCalls,
  [losses.tools]: (item) => ({ ...item, tools: [] }),
  [losses.rest]: cutAfterCompletion,
};

let conversations: readonly Conversation[];
let pairs: readonly PreferencePair[];
let completions: readonly LabelledCompletion[];

beforeAll(async () => {
  const records = await makeGeneratedRecords();
  conversations = asRead([...records.map(toConversation), goldenConversation, ...oddConversations]);
  pairs = asRead([...pairsOf(records), misspeltPair, refusingPair, ...oddPairs()]);
  expect(pairs.length).toBeGreaterThan(30);
  completions = [
    ...labelledCompletions,
    ...pairs.map(({ chosen, rejected: _, ...pair }) => ({ ...pair, completion: chosen, label: true })),
  ];
});

describe.each(conversationFormats)('the format $name', (format) => {
  it('gives back what it was given, but for what it says to lose', () => checkLosses(format, conversations));
  it('loses all that it says to lose', () => checkEachLoss(format, conversations));
});

describe.each(conversationFormats)('the format $name', (format) => {
  it('gives back any conversation that it can hold', () =>
    fc.assert(
      fc.property(conversationArbitrary().map(asRead), (conversation) => {
        const back = thereAndBack(format, conversation);
        if (back !== null) expect(isDeepStrictEqual(back, strip(conversation, format.losses))).toBe(true);
      }),
      { numRuns: 300 },
    ));
});

describe.each(pairFormats)('the format $name', (format) => {
  it('gives back what it was given, but for what it says to lose', () => checkLosses(format, pairs));
  it('loses all that it says to lose', () => checkEachLoss(format, pairs));
});

describe('the format trl-kto', () => {
  it('gives back what it was given, but for what it says to lose', () => checkLosses(trlKto, completions));
  it('loses all that it says to lose', () => checkEachLoss(trlKto, completions));
});

describe('a format that says to lose less, or more', () => {
  it('does not pass', () => {
    expect(() => checkLosses({ ...openai, losses: [losses.id] }, conversations)).toThrow();
    expect(() => checkLosses({ ...hfTraces, losses: [] }, conversations)).toThrow();
    expect(() =>
      checkEachLoss({ ...openai, losses: [...openai.losses, losses.callIds] }, conversations),
    ).toThrow();
    expect(() =>
      checkEachLoss({ ...axolotl, losses: [...axolotl.losses, losses.untrained] }, conversations),
    ).toThrow();
  });
});

/** As a file gives them. */
function asRead<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function checkLosses(format: RoundTrip, items: readonly Item[]): void {
  let held = 0;
  for (const item of items) {
    const back = thereAndBack(format, item);
    if (back === null) continue;
    held += 1;
    const expected = strip(item, format.losses);
    // Shows what differs; the other comparison sees keys such as __proto__ as well.
    expect(back).toEqual(expected);
    expect(isDeepStrictEqual(back, expected)).toBe(true);
  }
  // Some of the odd ones may not be held, all others are.
  expect(held).toBeGreaterThanOrEqual(items.length - 2);
}

/** For each loss there is something of which without it more came back than does. */
function checkEachLoss(format: RoundTrip, items: readonly Item[]): void {
  for (const loss of format.losses) {
    const others = format.losses.filter((each) => each !== loss);
    const losing = items.filter((item) => {
      const back = thereAndBack(format, item);
      return back !== null && !isDeepStrictEqual(back, strip(item, others));
    });
    expect({ loss, isReal: losing.length > 0 }).toEqual({ loss, isReal: true });
  }
}

/** What comes back of an item under the names that it had; null where the format cannot hold it. */
function thereAndBack(format: RoundTrip, item: Item): Item | null {
  const names = createToolNames({ pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/, longest: 64 });
  const options: WriteOptions = { arguments: null, tools: null, spacing: null };
  let entries: readonly Entry[];
  try {
    entries = format.write(renameTools(item, names.exported) as never, options);
  } catch (error) {
    expect(error).toBeInstanceOf(CannotHoldError);
    return null;
  }
  const values = entries.map(({ value }) => JSON.parse(lineText(value)) as JsonValue);
  const [first = null, ...rest] = values;
  const value = format.files.kind === 'folder' ? values : first;
  if (format.files.kind !== 'folder') expect(rest).toEqual([]);
  const read = format.read?.(value, fallbackId);
  if (read === undefined) throw new Error(`${format.name} cannot be read.`);
  const renamed = names.renamed();
  return renameTools(read, (name) => renamed.get(name) ?? name);
}

/** The completion is cut first, while marks tell where it is. */
function strip(item: Item, lost: readonly string[]): Item {
  const all = [...lost].sort((one, other) => Number(other === losses.rest) - Number(one === losses.rest));
  return all.reduce((left, loss) => {
    const take = without[loss];
    if (take === undefined) throw new Error(`Nobody knows the loss '${loss}'.`);
    return take(left);
  }, item);
}

function mapAssistant(item: Item, map: (message: AssistantMessage) => AssistantMessage): Item {
  const one = <Any extends Message>(message: Any) =>
    message.role === 'assistant' ? (map(message) as Any) : message;
  if ('messages' in item) return { ...item, messages: item.messages.map(one) };
  const context = item.context.map(one);
  return 'chosen' in item
    ? { ...item, context, chosen: one(item.chosen), rejected: one(item.rejected) }
    : { ...item, context, completion: one(item.completion) };
}

function numberCalls(item: Item): Item {
  if (!('messages' in item)) throw new Error('Only conversations lose ids of calls.');
  let text = JSON.stringify(item.messages);
  const ids = item.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
  );
  for (const [place, id] of ids.entries()) text = text.replaceAll(`"${id}"`, `"call_${place + 1}"`);
  return { ...item, messages: JSON.parse(text) as Message[] };
}

/** Up to the first message to be trained on after the last user who gets one. */
function cutAfterCompletion(item: Item): Item {
  if (!('messages' in item)) throw new Error('Only conversations go on after a completion.');
  const { messages } = item;
  const isTrained = (message: Message) => message.role === 'assistant' && message.weight !== 0;
  const last = messages.findLastIndex(isTrained);
  const lastUser = messages.slice(0, last).findLastIndex(({ role }) => role === 'user');
  const end = messages.findIndex((message, place) => place > lastUser && isTrained(message));
  return { ...item, messages: messages.slice(0, end + 1) };
}

function pairsOf(records: readonly DatasetRecord[]): PreferencePair[] {
  const byId = new Map(records.map((record) => [record.conversation_id, record]));
  return records.flatMap(({ conversation_id: id, tools, messages, metadata }) => {
    const base = metadata.twin_group === id ? undefined : byId.get(metadata.twin_group ?? '');
    const found = base === undefined ? '' : firstDifference(messages, base.messages);
    return typeof found === 'string' ? [] : [{ id, tools, ...found }];
  });
}

function oddPairs(): PreferencePair[] {
  return oddConversations.flatMap(({ id, tools, messages }) => {
    const last = messages.at(-1);
    if (last?.role !== 'assistant') return [];
    const context = messages.slice(0, -1);
    const chosen = { ...last, reasoning: 'I know it.' };
    return [{ id, tools, context, chosen, rejected: { role: 'assistant', content: 'No.' } }];
  });
}
