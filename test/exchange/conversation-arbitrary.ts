import fc from 'fast-check';
import type { Conversation } from '../../src/exchange/conversation.js';
import type { AssistantMessage, Message, ToolCall, ToolMessage } from '../../src/types/conversation.js';
import type { JsonObject } from '../../src/types/json.js';

const names = ['shop::search', 'shop__search', '日本::検索', `${'long_'.repeat(20)}::name`, '__proto__'];

/** Texts as they come and as they must not: empty, blank, not one character whole. */
const text = () =>
  fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', ' ', 'Yes.', '{"a":1}', '[]'));

const json = () => fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));

const parameters = () =>
  fc
    .dictionary(fc.constantFrom('city', '__proto__', 'constructor', 'ü'), json(), { maxKeys: 3 })
    .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

/** What an assistant says and calls, and which of the calls are answered in which order. */
const turn = () =>
  fc.record({
    content: text(),
    calls: fc.array(fc.record({ name: fc.constantFrom(...names), parameters: parameters() }), {
      maxLength: 3,
    }),
    reasoning: fc.option(fc.string({ minLength: 1, maxLength: 5 })),
    isUntrained: fc.boolean(),
    answers: fc.array(text(), { minLength: 3, maxLength: 3 }),
    answered: fc.oneof(
      { weight: 4, arbitrary: fc.constant([0, 1, 2]) },
      { weight: 1, arbitrary: fc.shuffledSubarray([0, 1, 2]) },
    ),
  });

/** Conversations whose results answer calls, and which else are as any: the roles in any order, nothing said, no tools. */
export function conversationArbitrary(): fc.Arbitrary<Conversation> {
  const message = fc.oneof(
    fc.record({ role: fc.constant('user' as const), content: text() }),
    turn().map((said) => ({ role: 'assistant' as const, said })),
  );
  return fc
    .record({
      system: fc.option(text()),
      messages: fc.array(message, { maxLength: 6 }),
      tools: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
      id: fc.string({ minLength: 1, maxLength: 8 }),
    })
    .map(({ system, messages, tools, id }) => {
      let calls = 0;
      const talk = messages.flatMap((each): Message[] => {
        if (each.role === 'user') return [each];
        const made = each.said.calls.map((call): ToolCall => {
          calls += 1;
          return { id: `Call${String(calls).padStart(5, '0')}`, ...call };
        });
        return [toAssistant(each.said, made), ...toResults(each.said, made)];
      });
      const first: Message[] = system === null ? [] : [{ role: 'system', content: system }];
      return {
        id,
        messages: [...first, ...talk],
        tools: tools.map((name) => ({ name, description: '', parameters: { type: 'object' as const } })),
      };
    });
}

type Said = { readonly content: string; readonly reasoning: string | null; readonly isUntrained: boolean };

function toAssistant(
  { content, reasoning, isUntrained }: Said,
  calls: readonly ToolCall[],
): AssistantMessage {
  return {
    ...{ role: 'assistant', content },
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoning === null ? {} : { reasoning }),
    ...(isUntrained ? { weight: 0 } : {}),
  };
}

function toResults(
  { answers, answered }: { readonly answers: readonly string[]; readonly answered: readonly number[] },
  calls: readonly ToolCall[],
): ToolMessage[] {
  return answered.flatMap((place) => {
    const [call, content] = [calls[place], answers[place]];
    if (call === undefined || content === undefined) return [];
    return [{ role: 'tool', name: call.name, tool_call_id: call.id, content }];
  });
}
