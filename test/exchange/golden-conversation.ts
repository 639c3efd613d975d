import type { Conversation, LabelledCompletion, PreferencePair } from '../../src/exchange/conversation.js';
import type { AssistantMessage, ToolCall, ToolDefinition } from '../../src/types/conversation.js';

const paris = call('call_1', 'get_weather', { city: 'Paris' });
const oslo = call('call_2', 'get_weather', { city: 'Oslo', days: 2 });
const table = call('call_3', 'book_table', { city: 'Paris', party: { size: 2 }, time: '19:00' });

const tools: readonly ToolDefinition[] = [
  {
    name: 'get_weather',
    description: 'Current weather for a city.',
    parameters: {
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
    parameters: {
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
];

/** The one conversation that stands in `golden/` in every format: parallel calls, two requests, a nested argument. */
export const goldenConversation: Conversation = {
  id: 'conv_1',
  messages: [
    { role: 'system', content: 'You are a travel assistant.' },
    { role: 'user', content: 'Weather in Paris and Oslo?' },
    { role: 'assistant', content: '', tool_calls: [paris, oslo] },
    { role: 'tool', name: 'get_weather', tool_call_id: 'call_1', content: '{"temp_c":21}' },
    { role: 'tool', name: 'get_weather', tool_call_id: 'call_2', content: '{"temp_c":12}' },
    { role: 'assistant', content: 'Paris 21 °C, Oslo 12 °C.' },
    { role: 'user', content: 'Book a table in Paris for 2 at 19:00.' },
    { role: 'assistant', content: '', tool_calls: [table] },
    { role: 'tool', name: 'book_table', tool_call_id: 'call_3', content: '{"ok":true,"booking_id":"bk_1"}' },
    { role: 'assistant', content: 'Booked: bk_1.' },
  ],
  tools,
};

const context = goldenConversation.messages.slice(0, 2);
const chosen: AssistantMessage = { role: 'assistant', content: '', tool_calls: [paris, oslo] };

/** A city is misspelt, and one of two calls forgotten. */
export const misspeltPair: PreferencePair = {
  ...{ id: 'conv_1~misspelt', context, tools, chosen },
  rejected: {
    role: 'assistant',
    content: '',
    tool_calls: [call('call_1', 'get_weather', { city: 'Parys' })],
  },
};

export const refusingPair: PreferencePair = {
  ...{ id: 'conv_1~refusing', context, tools, chosen },
  rejected: { role: 'assistant', content: 'I cannot check the weather.' },
};

export const labelledCompletions: readonly LabelledCompletion[] = [
  { id: 'conv_1', context, tools, completion: misspeltPair.chosen, label: true },
  { id: 'conv_1', context, tools, completion: misspeltPair.rejected, label: false },
];

function call(id: string, name: string, parameters: ToolCall['parameters']): ToolCall {
  return { id, name, parameters };
}
