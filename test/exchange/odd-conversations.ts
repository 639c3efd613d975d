import type { Conversation } from '../../src/exchange/conversation.js';
import type { JsonObject } from '../../src/types/json.js';

const hostileArguments = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":"x","large":9007199254740991,"lone":"\\ud800","text":"a\\u2028b </script> =1+1","list":[[],{},null,true,-0.5,1e-7]}',
) as JsonObject;

const search = { id: 'Aa0Bb1Cc2', name: 'shop::search', parameters: { query: 'lamp' } };
const order = { id: 'Dd3Ee4Ff5', name: 'shop::order', parameters: hostileArguments };
const tools = [
  {
    name: 'shop::search',
    description: 'Finds things.',
    parameters: { type: 'object' as const, properties: {} },
  },
  { name: 'shop::order', description: '', parameters: { type: 'object' as const } },
];
const system = { role: 'system' as const, content: 'Help.' };
const ask = { role: 'user' as const, content: 'A lamp, please.\n\n"Quick"' };
const found = { role: 'tool' as const, name: 'shop::search', tool_call_id: search.id, content: 'one lamp' };
const ordered = {
  role: 'tool' as const,
  name: 'shop::order',
  tool_call_id: order.id,
  content: '{"error":{"type":"unavailable","message":"Try again."}}',
};
const done = { role: 'assistant' as const, content: 'Here it is. 灯りです。' };

/** What generated records hardly have, each in one conversation. */
export const oddConversations: readonly Conversation[] = [
  {
    id: 'untrained',
    tools,
    messages: [system, ask, { ...done, tool_calls: [search], weight: 0 }, found, done],
  },
  {
    id: 'reasoned',
    tools,
    messages: [
      system,
      ask,
      { ...done, content: '', reasoning: 'First I look.', tool_calls: [search] },
      found,
      done,
    ],
  },
  {
    id: 'words beside calls',
    tools,
    messages: [system, ask, { ...done, tool_calls: [search, order] }, found, ordered, done],
  },
  {
    id: 'failed',
    tools,
    messages: [ask, { ...done, content: '', tool_calls: [order] }, ordered, done, ask, done],
  },
  { id: 'no tools', tools: [], messages: [system, ask, done] },
  {
    id: '../../open end',
    tools,
    messages: [system, ask, { ...done, content: '', tool_calls: [search, order] }],
  },
  { id: 'user after results', tools, messages: [ask, { ...done, tool_calls: [search] }, found, ask, done] },
];
