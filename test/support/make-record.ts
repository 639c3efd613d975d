import type { JsonObject, JsonValue } from '../../src/types/json.js';

export type MadeCall = {
  readonly name: string;
  readonly parameters?: JsonObject;
  readonly output?: JsonValue;
};

/** What happens, in order: a user text, an assistant text, or one step of calls with their outputs. */
export type MadeEvent =
  | { readonly user: string }
  | { readonly assistant: string }
  | { readonly calls: readonly MadeCall[]; readonly text?: string; readonly untrained?: boolean };

export type MadeRecord = {
  readonly id?: string;
  readonly system?: string;
  readonly events?: readonly MadeEvent[];
  readonly tools?: readonly JsonObject[];
  /** Further top-level keys: metadata, semantics, provenance … */
  readonly extra?: JsonObject;
};

/** A plain record in the wire format, of anyone's making: no provenance, goal or semantics unless given in `extra`. */
export function makeRecord({ id, system, events, tools, extra }: MadeRecord = {}): JsonObject {
  const messages: JsonObject[] = system === undefined ? [] : [{ role: 'system', content: system }];
  const calls: JsonObject[] = [];
  const outputs: JsonObject[] = [];
  for (const event of events ?? defaultEvents) {
    if ('user' in event) messages.push({ role: 'user', content: event.user });
    else if ('assistant' in event) messages.push({ role: 'assistant', content: event.assistant });
    else addStep(event, messages, calls, outputs);
  }
  return {
    conversation_id: id ?? 'conv_1_0000',
    messages,
    tool_calls: calls,
    tool_outputs: outputs,
    tools: tools ?? defaultTools,
    ...extra,
  };
}

function addStep(
  event: Extract<MadeEvent, { calls: unknown }>,
  messages: JsonObject[],
  calls: JsonObject[],
  outputs: JsonObject[],
): void {
  const made = event.calls.map(({ name, parameters }, index) => ({
    id: `call${String(calls.length + index).padStart(5, '0')}`,
    name,
    parameters: parameters ?? {},
  }));
  calls.push(...made);
  messages.push({
    role: 'assistant',
    content: event.text ?? '',
    tool_calls: made,
    ...(event.untrained ? { weight: 0 } : {}),
  });
  for (const [index, { id, name }] of made.entries()) {
    const output = event.calls[index]?.output ?? {};
    outputs.push({ id, name, output });
    messages.push({ role: 'tool', name, tool_call_id: id, content: JSON.stringify(output) });
  }
}

/** A hotel search and a look at one of the hotels found. */
export const defaultEvents: readonly MadeEvent[] = [
  { user: 'Could you find me a hotel in Lisbon from April 11, for two people?' },
  {
    calls: [
      {
        name: 'stays::search_hotels',
        parameters: { city: 'Lisbon', check_in: '2026-04-11', guests: 2 },
        output: { hotels: [{ hotel_id: 'HT4821', name: 'Casa Alfama', price: 118.5, stars: 4 }] },
      },
    ],
  },
  { assistant: 'Casa Alfama has a room at 118.50 a night. Would you like to know more about it?' },
  { user: 'Yes please, what does it offer?' },
  {
    calls: [
      {
        name: 'stays::get_hotel',
        parameters: { hotel_id: 'HT4821' },
        output: {
          hotel_id: 'HT4821',
          name: 'Casa Alfama',
          price: 118.5,
          stars: 4,
          breakfast: 'included',
          phone: '21 555 0142',
        },
      },
    ],
  },
  { assistant: 'It is a four-star house, breakfast is included, and you can reach them at 21 555 0142.' },
];

export const defaultTools: readonly JsonObject[] = [
  {
    name: 'stays::search_hotels',
    description: 'Find hotels in a city.',
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string' },
        check_in: { type: 'string', format: 'date' },
        guests: { type: 'integer', minimum: 1 },
        sort: { type: 'string', enum: ['price', 'stars'] },
      },
      required: ['city'],
      additionalProperties: false,
    },
  },
  {
    name: 'stays::get_hotel',
    description: 'Details of one hotel.',
    parameters: {
      type: 'object',
      properties: { hotel_id: { type: 'string' } },
      required: ['hotel_id'],
      additionalProperties: false,
    },
  },
];
