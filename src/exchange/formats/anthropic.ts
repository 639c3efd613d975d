import { CannotHoldError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { Message, SystemMessage, ToolDefinition } from '../../types/conversation.js';
import type { JsonObject } from '../../types/json.js';
import { checkAnswered } from '../check-answered.js';
import type { ConversationFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { readAnthropicMessages, readAnthropicTools, readBlocks, textOf } from '../read-anthropic-messages.js';
import { readEntryObject } from '../read-entry.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { serviceNames } from '../tool-names.js';

/**
 * Anthropic's Messages, as `MessageCreateParams` has them but for the model. Thinking carries a signature of its maker, so that
 * reasoning is not made into it.
 */
export const anthropic: ConversationFormat = {
  name: 'anthropic',
  description: "Anthropic's Messages, tool_use and tool_result blocks",
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning],
  choices: [],
  write({ messages, tools }) {
    refuseUntrained(messages, 'Anthropic');
    checkAnswered(messages, 'any_order');
    const [first, ...rest] = messages;
    const [system, talk] = first?.role === 'system' ? [first, rest] : [null, messages];
    return [
      {
        value: {
          ...(system === null ? {} : { system: system.content }),
          ...(tools.length === 0 ? {} : { tools: tools.map(toTool) }),
          messages: toTurns(talk),
        },
      },
    ];
  },
  read(value, id) {
    const entry = readEntryObject(value);
    return {
      id,
      messages: [...readSystem(entry), ...readAnthropicMessages(entry.messages, '/messages')],
      tools: readAnthropicTools(entry.tools, '/tools'),
    };
  },
};

function toTool({ name, description, parameters }: ToolDefinition): JsonObject {
  const { type = 'object', ...schema } = parameters;
  if (type !== 'object') throw new CannotHoldError('the arguments of a tool are no object');
  return { name, description, input_schema: { type, ...(schema as JsonObject) } };
}

type Turn = { readonly role: 'user' | 'assistant'; readonly content: string | JsonObject[] };

/** Users and the assistant take turns, users first; results of tools are the user's, and stand before what the user says. */
function toTurns(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (message.role === 'system') throw new CannotHoldError('a system message does not stand at the start');
    if (message.role === 'assistant') {
      if (last?.role !== 'user') throw new CannotHoldError('a message of the assistant follows no other');
      turns.push({ role: 'assistant', content: toBlocks(message) });
      continue;
    }
    const block =
      message.role === 'tool' ? toResult(message) : { type: 'text', text: spoken(message.content) };
    if (last?.role !== 'user') {
      turns.push({ role: 'user', content: message.role === 'user' ? message.content : [block] });
      continue;
    }
    if (typeof last.content === 'string' || last.content.at(-1)?.type === 'text')
      throw new CannotHoldError('two messages of the user follow each other');
    last.content.push(block);
  }
  return turns;
}

function toBlocks({
  content,
  tool_calls: calls = [],
}: Message & { readonly role: 'assistant' }): JsonObject[] {
  const said = content === '' && calls.length > 0 ? [] : [{ type: 'text', text: spoken(content) }];
  return [
    ...said,
    ...calls.map(({ id, name, parameters }) => ({
      type: 'tool_use',
      id: checkedId(id),
      name,
      input: parameters,
    })),
  ];
}

function toResult({ tool_call_id, content }: Message & { readonly role: 'tool' }): JsonObject {
  const mark = isError(content) ? { is_error: true } : {};
  return { type: 'tool_result', tool_use_id: checkedId(tool_call_id), content, ...mark };
}

/** Whether the output is that of a failed call: `{ error: { type, message } }`. */
function isError(content: string): boolean {
  if (!content.startsWith('{"error":')) return false;
  try {
    const output: unknown = JSON.parse(content);
    const error = isJsonObject(output) && Object.keys(output).length === 1 ? output.error : null;
    return isJsonObject(error) && typeof error.type === 'string' && typeof error.message === 'string';
  } catch {
    return false;
  }
}

function spoken(text: string): string {
  if (text.trim() === '') throw new CannotHoldError('a message says nothing');
  return text;
}

function checkedId(id: string): string {
  if (!/^[a-zA-Z0-9_-]+$/.test(id))
    throw new CannotHoldError('the id of a call has other signs than Anthropic takes');
  return id;
}

function readSystem({ system }: JsonObject): SystemMessage[] {
  if (system === undefined || system === null) return [];
  return [{ role: 'system', content: textOf(readBlocks(system, '/system')) }];
}
