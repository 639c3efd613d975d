import type { JsonObject, JsonValue } from '../../types/json.js';
import type { FakeCall, FakeMessage, FakeRequest, FakeTool } from '../fake-request.js';
import { BadRequest } from './bad-request.js';
import { needArray, needObject, needSchema, needString, needToolName } from './read-body.js';
import { signatureOf } from './sign-reasoning.js';

export type CallKey = { readonly callId: string; readonly attempt: number };

/** Reads the body of `POST /v1/messages`, as strict as the provider is. Throws `BadRequest`. */
export function readAnthropic(body: JsonObject, key: CallKey): FakeRequest {
  if (body.stream === true) throw new BadRequest('stream: This server does not stream.');
  const tools = needArray(body.tools ?? [], 'tools').map(readTool);
  const toolChoice = readToolChoice(body.tool_choice, tools);
  const reasoning = readReasoning(body);
  if (reasoning && (toolChoice === 'any' || typeof toolChoice === 'object'))
    throw new BadRequest('Thinking may not be enabled when tool_choice forces tool use.');
  limitBreakpoints(body);
  return {
    ...key,
    format: 'anthropic',
    model: needString(body.model, 'model'),
    system: textOf(body.system ?? '', 'system'),
    messages: readMessages(needArray(body.messages, 'messages')),
    tools,
    toolChoice,
    maxTokens: readMaxTokens(body.max_tokens),
    reasoning,
    answerSchema: null,
  };
}

function readTool(value: JsonValue, index: number): FakeTool {
  const what = `tools.${index}.custom`;
  const tool = needObject(value, what);
  return {
    name: needToolName(tool.name, `${what}.name`, 128),
    description: needString(tool.description ?? '', `${what}.description`),
    schema: needSchema(tool.input_schema, `${what}.input_schema`),
  };
}

function readToolChoice(value: JsonValue | undefined, tools: readonly FakeTool[]): FakeRequest['toolChoice'] {
  if (value === undefined) return 'auto';
  const choice = needObject(value, 'tool_choice');
  if (choice.type === 'auto' || choice.type === 'none' || choice.type === 'any') return choice.type;
  if (choice.type !== 'tool') throw new BadRequest('tool_choice.type: Input should be a known tag');
  const tool = needString(choice.name, 'tool_choice.tool.name');
  if (tools.some(({ name }) => name === tool)) return { tool };
  throw new BadRequest(`tool_choice: Tool '${tool.slice(0, 100)}' not found in provided tools`);
}

function readMaxTokens(value: JsonValue | undefined): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new BadRequest('max_tokens: Input should be a valid integer, greater than 0');
}

function readReasoning({ thinking, max_tokens }: JsonObject): boolean {
  if (thinking === undefined) return false;
  const { type, budget_tokens: budget } = needObject(thinking, 'thinking');
  if (type === 'enabled' && (typeof budget !== 'number' || budget < 1024 || budget >= Number(max_tokens)))
    throw new BadRequest('thinking.budget_tokens: must be at least 1024 and less than max_tokens');
  return type === 'enabled' || type === 'adaptive';
}

function limitBreakpoints(body: JsonObject): void {
  const blocks = [body.system, body.tools, ...needArray(body.messages, 'messages').map(contentOf)]
    .flatMap((part) => (Array.isArray(part) ? part : []))
    .filter((block) => needObject(block, 'content block').cache_control != null);
  if (blocks.length > 4)
    throw new BadRequest(`A maximum of 4 blocks with cache_control may be provided. Found ${blocks.length}.`);
}

function contentOf(message: JsonValue): JsonValue | undefined {
  return needObject(message, 'messages').content;
}

function readMessages(values: readonly JsonValue[]): FakeMessage[] {
  if (values.length === 0) throw new BadRequest('messages: at least one message is required');
  const messages: FakeMessage[] = [];
  let open = new Set<string>();
  for (const [index, value] of values.entries()) {
    const { role, content } = needObject(value, `messages.${index}`);
    if (role !== 'user' && role !== 'assistant')
      throw new BadRequest(`messages.${index}.role: Input should be 'user' or 'assistant'`);
    if (index === 0 && role !== 'user')
      throw new BadRequest('messages: first message must use the "user" role');
    const what = `messages.${index}.content`;
    const blocks = toBlocks(content, what);
    const read = role === 'user' ? readUser(blocks, what, open) : readAssistant(blocks, what);
    if (role === 'assistant') open = new Set(read.flatMap((message) => callIds(message)));
    else open = new Set();
    messages.push(...read);
  }
  if (open.size > 0)
    throw new BadRequest('`tool_use` ids were found without `tool_result` blocks immediately after');
  return messages;
}

function callIds(message: FakeMessage): string[] {
  return message.role === 'assistant' ? message.calls.map(({ id }) => id) : [];
}

function toBlocks(content: JsonValue | undefined, what: string): readonly JsonObject[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return needArray(content, what).map((block, index) => needObject(block, `${what}.${index}`));
}

function readUser(blocks: readonly JsonObject[], what: string, open: ReadonlySet<string>): FakeMessage[] {
  const waiting = new Set(open);
  const results: FakeMessage[] = [];
  for (const block of blocks) {
    if (block.type !== 'tool_result') continue;
    const callId = needString(block.tool_use_id, `${what}.tool_use_id`);
    if (!waiting.delete(callId))
      throw new BadRequest(`${what}: unexpected \`tool_use_id\` found in \`tool_result\` blocks`);
    const text = textOf(block.content ?? '', `${what}.content`);
    results.push({ role: 'tool', callId, text, isError: block.is_error === true });
  }
  if (waiting.size > 0)
    throw new BadRequest(
      `${what}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after`,
    );
  const text = readText(blocks, what);
  return text === '' ? results : [...results, { role: 'user', text }];
}

function readAssistant(blocks: readonly JsonObject[], what: string): FakeMessage[] {
  for (const block of blocks) {
    if (block.type !== 'thinking') continue;
    if (block.signature !== signatureOf(needString(block.thinking, `${what}.thinking`)))
      throw new BadRequest(`${what}: Invalid \`signature\` in \`thinking\` block`);
  }
  const calls: FakeCall[] = blocks
    .filter(({ type }) => type === 'tool_use')
    .map((block) => ({
      id: needString(block.id, `${what}.id`),
      name: needString(block.name, `${what}.name`),
      input: needObject(block.input, `${what}.input`),
    }));
  return [{ role: 'assistant', text: readText(blocks, what), calls }];
}

function readText(blocks: readonly JsonObject[], what: string): string {
  const texts = blocks
    .filter(({ type }) => type === 'text')
    .map(({ text }) => needString(text, `${what}.text`));
  if (texts.some((text) => text === ''))
    throw new BadRequest(`${what}: text content blocks must be non-empty`);
  return texts.join('\n');
}

function textOf(value: JsonValue, what: string): string {
  if (typeof value === 'string') return value;
  return needArray(value, what)
    .map((block) => needString(needObject(block, what).text ?? '', what))
    .join('\n');
}
