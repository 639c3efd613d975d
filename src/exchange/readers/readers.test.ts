import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { importFormatNamed } from '../import-formats.js';
import { readValues } from '../values/read-values.js';
import type { ForeignConversation } from './foreign-reader.js';

const fixtures = join(import.meta.dirname, '../../../test/fixtures/foreign');

/** What a format makes of a fixture: conversations, and for entries that it cannot read the reason. */
async function readFixture(format: string, file: string): Promise<(ForeignConversation | string)[]> {
  const path = join(fixtures, file);
  const { read, isCompanion } = await importFormatNamed(format).open({
    path,
    values: () => readValues(path),
  });
  const found: (ForeignConversation | string)[] = [];
  for await (const { value, error } of readValues(path)) {
    if (error !== undefined) found.push(error);
    else if (isCompanion?.(value) !== true) {
      try {
        found.push(read(value, 'id'));
      } catch (thrown) {
        if (!(thrown instanceof UnreadableEntryError)) throw thrown;
        found.push(thrown.message);
      }
    }
  }
  return found;
}

/** Who says or calls what, in short. */
function outline(conversation: ForeignConversation | string | undefined): string[] {
  if (conversation === undefined || typeof conversation === 'string') return [String(conversation)];
  return conversation.messages.map((message) => {
    if (message.role === 'tool') return `tool ${message.tool_call_id}: ${message.content}`;
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    const made = calls.map(({ name, parameters }) => ` → ${name} ${JSON.stringify(parameters)}`).join('');
    return `${message.role}: ${message.content}${made}`;
  });
}

describe('xlam', () => {
  it('reads texts of tools and answers, and tells what is no JSON', async () => {
    const [first, second, none, broken, unasked, untooled] = await readFixture('xlam', 'xlam.jsonl');
    expect(outline(first)).toEqual([
      'user: Where can I find live giveaways for beta access and games?',
      'assistant:  → live_giveaways_by_type {"type":"beta"} → live_giveaways_by_type {"type":"game"}',
    ]);
    expect(outline(none)).toEqual(['user: Tell me a joke.']);
    expect(broken).toMatch(/^\/answers is not JSON/);
    expect(unasked).toMatch(/^\/query is no text/);
    expect(untooled).toMatchObject({ tools: [], lacks: ['results'] });
    expect(second).toMatchObject({ id: 'xlam_1' });
  });

  it('makes schemas of parameters that are described one by one', async () => {
    const [first] = await readFixture('xlam', 'xlam.jsonl');
    const [giveaways, add] = (first as ForeignConversation).tools;
    expect(giveaways?.parameters).toEqual({
      type: 'object',
      properties: {
        type: { type: 'string', description: 'The type', default: 'game' },
        limit: { type: 'integer', description: 'How many' },
      },
    });
    expect(Object.keys(add?.parameters.properties ?? {})).toEqual(['numbers', '__proto__']);
    expect(add?.parameters).toMatchObject({
      required: ['numbers'],
      properties: { numbers: { type: 'array', items: { type: 'integer' } } },
    });
  });
});

describe('toolace', () => {
  it('reads calls in brackets, names with spaces and signs, and results by name', async () => {
    const [first] = await readFixture('toolace', 'toolace.jsonl');
    expect(outline(first).slice(1)).toEqual([
      'user: How do markets do in the us, and the weather in Bern for 3 days?',
      'assistant:  → Market Trends API {"trend_type":"MARKET_INDEXES","country":"us"} → weather/v1.get {"city":"Bern","days":3,"opts":{"wind":true,"rain":null}}',
      'tool call_1: {"index":"S&P","move":1.5}',
      'tool call_2: [{"day":1,"sky":"clear (mostly)"}]',
      'assistant: Markets are up 1.5 %, Bern is clear.',
      'user: Thanks [really](so much)',
      'assistant: You are welcome.',
    ]);
    expect((first as ForeignConversation).tools.map(({ name }) => name)).toEqual([
      'Market Trends API',
      'weather/v1.get',
    ]);
    expect(outline(first)[0]).not.toContain('Market Trends');
  });

  it('names arguments that stand without a name, and tells what it cannot read', async () => {
    const [, unclosed, positional, stranger] = await readFixture('toolace', 'toolace.jsonl');
    expect(outline(positional)[2]).toBe('assistant:  → weather/v1.get {"city":"Oslo","days":2}');
    expect(unclosed).toMatch(/^\/conversations\/1 has a text that is not closed/);
    expect(stranger).toMatch(/role "wizard"/);
  });
});

describe('glaive', () => {
  it('reads v2 and v1, arguments in single quotes, and labels inside of texts as words', async () => {
    const [first, joke, sample, broken, orphan] = await readFixture('glaive', 'glaive.jsonl');
    expect(outline(first).slice(1)).toEqual([
      'user: Hi, I weigh 70 kg and am 1.75 m tall.',
      'assistant:  → calculate_bmi {"weight":70,"height":1.75,"name":"O\'Hara"}',
      'tool call_1: {"bmi": 22.86}',
      'assistant: Your BMI is 22.86. USER: is what I call you.',
      'user: Thanks',
      'assistant: Gladly.',
    ]);
    expect(outline(joke)).toEqual([
      'system: You are a helpful assistant, with no access to external functions.',
      'user: A joke?',
      'assistant: No.',
    ]);
    expect(outline(sample).slice(1)).toEqual([
      'user: Find books on whales',
      'assistant: Looking. → search_books {"q":"whales"}',
      'tool call_1: nothing found',
      'assistant: There are none.',
    ]);
    expect((sample as ForeignConversation).tools.map(({ name }) => name)).toEqual([
      'calculate_bmi',
      'search_books',
    ]);
    expect(broken).toMatch(/is not JSON/);
    expect(orphan).toMatch(/answers a call that was not made/);
  });
});

describe('toolbench', () => {
  it('reads the whole of what is trained on, thoughts as reasoning and Finish as the answer', async () => {
    const [first] = await readFixture('toolbench', 'toolbench');
    expect(outline(first)).toEqual([
      'system: You are AutoGPT.',
      'user: Where is parcel AB12?',
      'assistant:  → track_for_post {"number":"AB12"}',
      `tool call_1: {"error": "", "response": "{'status': 'in transit'}"}`,
      'assistant: It is in transit.',
    ]);
    expect((first as ForeignConversation).messages[2]).toMatchObject({ reasoning: 'I will look it up.' });
    expect((first as ForeignConversation).tools.map(({ name }) => name)).toEqual(['track_for_post']);
  });

  it('takes the way through a tree that came to an end, where nothing was taken for training', async () => {
    const [, second] = await readFixture('toolbench', 'toolbench');
    expect(outline(second)).toEqual([
      'user: Where is parcel AB12?',
      'assistant:  → track_for_post {"number":"AB12","x":true}',
      'tool call_1: found',
      'assistant:  → Finish {"return_type":"give_up_and_restart"}',
    ]);
    expect(second).toMatchObject({ notes: { win: false, finish_type: 'give_up' } });
  });

  it('reads the training set, whose tools stand as Python in the system text', async () => {
    const [first] = await readFixture('toolbench', 'toolbench-training.jsonl');
    expect(outline(first).slice(2)).toEqual([
      'assistant:  → track_for_post {"number":"AB12"}',
      'tool call_1: {"status": "in transit"}',
      'assistant: In transit.',
    ]);
    expect((first as ForeignConversation).tools).toMatchObject([{ description: "The post's tracker" }]);
  });
});

describe('tau-bench', () => {
  it('reads a traj with what the user was told and the reward, without the sign of its end', async () => {
    const [first, mismatched, failed] = await readFixture('tau-bench', 'tau-bench.json');
    expect(outline(first).slice(1)).toEqual([
      'user: Cancel my order #W100200, I am mia_li_3668.',
      'assistant:  → get_order_details {"order_id":"#W100200"}',
      'tool call_1: {"order_id": "#W100200", "status": "pending", "user_id": "mia_li_3668"}',
      'assistant:  → cancel_pending_order {"order_id":"#W100200","reason":"no longer needed"}',
      'tool call_2: {"order_id": "#W100200", "status": "cancelled"}',
      'assistant: It is cancelled.',
    ]);
    expect(first).toMatchObject({
      id: 'task_3_trial_0',
      briefing: 'You are mia_li_3668 and want order #W100200 cancelled.',
      notes: { task_id: 3, trial: 0, reward: 1 },
    });
    expect(mismatched).toMatch(/answers no call/);
    expect(failed).toMatch(/\/traj is no list of messages/);
  });

  it("reads τ²-bench's simulations, but for those in which the user calls", async () => {
    const [first, second] = await readFixture('tau-bench', 'tau2-bench.json');
    expect(outline(first)).toEqual([
      'assistant: Hi! How can I help?',
      'user: Status of bill B-17?',
      'assistant:  → get_bill {"bill_id":"B-17"}',
      'tool c1: {"bill_id":"B-17","paid":false}',
      'assistant: It is unpaid.',
    ]);
    expect(second).toMatch(/a call that the user made/);
  });
});

describe('bfcl', () => {
  it('reads questions with the first of what is accepted, wherever the answers lie', async () => {
    const found = await readFixture('bfcl', 'bfcl');
    const byId = new Map(found.map((each) => [typeof each === 'string' ? each : each.id, each]));
    expect(outline(byId.get('parallel_0')).at(-1)).toBe(
      'assistant:  → math.weather {"city":"Paris","opts":{"unit":"c"}} → math.weather {"city":"Oslo","days":2}',
    );
    expect(outline(byId.get('exec_0')).at(-1)).toBe('assistant:  → weather {"city":"Bern","days":2}');
    expect(outline(byId.get('irrelevance_0'))).toEqual(['user: Sing.']);
    expect(outline(byId.get('multi_turn_0'))).toEqual([
      'user: Go to the folder docs and list',
      'assistant:  → cd {"folder":"docs"} → ls {}',
      'user: Thanks',
      'user: Sort a.txt',
      'assistant:  → sort {"file_name":"a.txt"}',
    ]);
    expect((byId.get('multi_turn_0') as ForeignConversation).tools.map(({ name }) => name)).toEqual([
      'cd',
      'ls',
      'sort',
    ]);
    expect((byId.get('parallel_0') as ForeignConversation).tools[0]?.parameters).toMatchObject({
      type: 'object',
      properties: { opts: { type: 'object' } },
    });
    expect(found.filter((each) => typeof each === 'string')).toHaveLength(1);
  });

  it('finds the answers beside a file of questions', async () => {
    const [first] = await readFixture('bfcl', 'bfcl/parallel.json');
    expect(outline(first).at(-1)).toMatch(/^assistant: {2}→ math.weather/);
  });
});
