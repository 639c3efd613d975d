import type { Conversation } from '../../../src/exchange/conversation.js';
import type { ToolCall, ToolMessage } from '../../../src/types/conversation.js';

const call = (id: string, name: string, parameters: ToolCall['parameters']): ToolCall => ({
  id,
  name,
  parameters,
});
const result = ({ id, name }: ToolCall, content: string): ToolMessage => ({
  role: 'tool',
  name,
  tool_call_id: id,
  content,
});
const paris = call('call_1', 'get_weather', { city: 'Paris' });
const oslo = call('call_2', 'get_weather', { city: 'Oslo', days: 2 });
const table = call('call_3', 'book_table', { city: 'Paris', party: { size: 2 }, time: '19:00' });

/** The conversation of all golden files: two requests, two calls at once, and one more. */
export const goldenConversation: Conversation = {
  id: 'conv_1',
  messages: [
    { role: 'system', content: 'You are a travel assistant.' },
    { role: 'user', content: 'Weather in Paris and Oslo?' },
    { role: 'assistant', content: '', tool_calls: [paris, oslo] },
    result(paris, '{"temp_c":21}'),
    result(oslo, '{"temp_c":12}'),
    { role: 'assistant', content: 'Paris 21 °C, Oslo 12 °C.' },
    { role: 'user', content: 'Book a table in Paris for 2 at 19:00.' },
    { role: 'assistant', content: '', tool_calls: [table] },
    result(table, '{"ok":true,"booking_id":"bk_1"}'),
    { role: 'assistant', content: 'Booked: bk_1.' },
  ],
  tools: [
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
  ],
};
