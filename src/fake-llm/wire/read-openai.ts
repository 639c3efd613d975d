import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../types/json.js';
import type { FakeCall, FakeMessage, FakeRequest, FakeTool } from '../fake-request.js';
import { BadRequest } from './bad-request.js';
import type { CallKey } from './read-anthropic.js';
import { needArray, needObject, needSchema, needString, needToolName } from './read-body.js';

/** Tokens where a request names no limit. */
const defaultMaxTokens = 4096;

/** Reads the body of `POST /v1/chat/completions`. Throws `BadRequest`. */
export function readOpenai(body: JsonObject, key: CallKey): FakeRequest {
  if (body.stream === true) throw new BadRequest('stream: This server does not stream.');
  const all = readMessages(needArray(body.messages, 'messages'));
  const tools = needArray(body.tools ?? [], 'tools').map(readTool);
  return {
    ...key,
    format: 'openai',
    model: needString(body.model, 'model'),
    system: all.flatMap((message) => ('system' in message ? [message.system] : [])).join('\n'),
    messages: all.flatMap((message) => ('system' in message ? [] : [message])),
    tools,
    toolChoice: readToolChoice(body.tool_choice, tools),
    maxTokens: readMaxTokens(body.max_completion_tokens ?? body.max_tokens),
    reasoning: typeof body.reasoning_effort === 'string' && body.reasoning_effort !== 'none',
    answerSchema: readAnswerSchema(body.response_format),
  };
}

function readTool(value: JsonValue, index: number): FakeTool {
  const what = `tools[${index}].function`;
  const tool = needObject(needObject(value, what).function, what);
  return {
    name: needToolName(tool.name, `${what}.name`, 64),
    description: needString(tool.description ?? '', `${what}.description`),
    schema: needSchema(tool.parameters ?? { type: 'object', properties: {} }, `${what}.parameters`),
  };
}

function readToolChoice(value: JsonValue | undefined, tools: readonly FakeTool[]): FakeRequest['toolChoice'] {
  if (value === undefined || value === null || value === 'auto') return 'auto';
  if (value === 'none') return 'none';
  if (value === 'required') return 'any';
  const choice = needObject(value, 'tool_choice');
  const tool = needString(
    needObject(choice.function, 'tool_choice.function').name,
    'tool_choice.function.name',
  );
  if (tools.some(({ name }) => name === tool)) return { tool };
  throw new BadRequest(`tool_choice: '${tool.slice(0, 100)}' is not one of the tools`);
}

function readMaxTokens(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return defaultMaxTokens;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new BadRequest('max_tokens: must be an integer of at least 1');
}

function readAnswerSchema(value: JsonValue | undefined): JsonSchema | null {
  if (!isJsonObject(value)) return null;
  if (value.type === 'json_object') return { type: 'object' };
  if (value.type !== 'json_schema') return null;
  const { schema } = needObject(value.json_schema, 'response_format.json_schema');
  return needSchema(schema, 'response_format.json_schema.schema');
}

type ReadMessage = FakeMessage | { readonly system: string };

function readMessages(values: readonly JsonValue[]): ReadMessage[] {
  if (values.length === 0) throw new BadRequest('messages: too short');
  let open = new Set<string>();
  const messages = values.map((value, index): ReadMessage => {
    const what = `messages[${index}]`;
    const message = needObject(value, what);
    if (message.role === 'tool') {
      const callId = needString(message.tool_call_id, `${what}.tool_call_id`);
      if (!open.delete(callId))
        throw new BadRequest(
          `${what}: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.`,
        );
      return { role: 'tool', callId, text: textOf(message.content, what), isError: false };
    }
    if (open.size > 0) throw unanswered(open);
    const read = readMessage(message, what);
    if ('role' in read && read.role === 'assistant') open = new Set(read.calls.map(({ id }) => id));
    return read;
  });
  if (open.size > 0) throw unanswered(open);
  return messages;
}

function unanswered(open: ReadonlySet<string>): BadRequest {
  return new BadRequest(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': ${[...open].join(', ').slice(0, 200)}`,
  );
}

function readMessage(message: JsonObject, what: string): ReadMessage {
  const { role } = message;
  if (role === 'system' || role === 'developer') return { system: textOf(message.content, what) };
  if (role === 'user') return { role, text: textOf(message.content, what) };
  if (role !== 'assistant') throw new BadRequest(`${what}.role: not a known role`);
  const calls = needArray(message.tool_calls ?? [], `${what}.tool_calls`).map((call) => readCall(call, what));
  if (calls.length === 0 && typeof message.content !== 'string' && !Array.isArray(message.content))
    throw new BadRequest(`${what}.content: expected a string`);
  return { role, text: textOf(message.content ?? '', what), calls };
}

function readCall(value: JsonValue, what: string): FakeCall {
  const call = needObject(value, what);
  const { name, arguments: written } = needObject(call.function, `${what}.function`);
  return {
    id: needString(call.id, `${what}.id`),
    name: needString(name, `${what}.function.name`),
    input: readInput(needString(written, `${what}.function.arguments`)),
  };
}

/** The provider does not read what a model once wrote as arguments. */
function readInput(text: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function textOf(value: JsonValue | undefined, what: string): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) throw new BadRequest(`${what}.content: expected a string`);
  return needArray(value, `${what}.content`)
    .map((part) => needString(needObject(part, what).text ?? '', what))
    .join('\n');
}
