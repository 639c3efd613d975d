/** `FineTuneChatRequestInput` and `FineTunePreferenceRequestInput` of OpenAI's API, as published, with nothing beside. */
const text = { type: 'string' } as const;
const object = (properties: Record<string, unknown>, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const functionCall = object({ name: text, arguments: text }, ['name', 'arguments']);
const toolCall = object(
  { id: { ...text, maxLength: 40 }, type: { const: 'function' }, function: functionCall },
  [...['id', 'type', 'function']],
);
const name = { type: 'string', pattern: '^[a-zA-Z0-9_-]+$', maxLength: 64 };
const tool = object(
  {
    type: { const: 'function' },
    function: object({ name, description: text, parameters: { type: 'object' } }, ['name']),
  },
  ['type', 'function'],
);

const system = object({ role: { const: 'system' }, content: text }, ['role', 'content']);
const user = object({ role: { const: 'user' }, content: text }, ['role', 'content']);
const result = object({ role: { const: 'tool' }, content: text, tool_call_id: text }, [
  ...['role', 'content', 'tool_call_id'],
]);
const assistantOf = (more: Record<string, unknown>) => ({
  ...object(
    {
      role: { const: 'assistant' },
      content: text,
      tool_calls: { type: 'array', minItems: 1, items: toolCall },
      ...more,
    },
    ['role'],
  ),
  anyOf: [{ required: ['content'] }, { required: ['tool_calls'] }],
});
const assistant = assistantOf({});
const trained = assistantOf({ weight: { enum: [0, 1] } });

const offered = {
  tools: { type: 'array', maxItems: 128, items: tool },
  parallel_tool_calls: { type: 'boolean' },
};
const one = { type: 'array', minItems: 1, maxItems: 1, items: assistant };

export const chatInputSchema = object(
  {
    messages: { type: 'array', minItems: 1, items: { oneOf: [system, user, trained, result] } },
    ...offered,
  },
  ['messages'],
);

export const preferenceInputSchema = object(
  {
    input: object(
      {
        messages: { type: 'array', minItems: 1, items: { oneOf: [system, user, assistant, result] } },
        ...offered,
      },
      ['messages'],
    ),
    preferred_completion: one,
    non_preferred_completion: one,
  },
  ['input', 'preferred_completion', 'non_preferred_completion'],
);
