import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { AssistantMessage, Message, ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import { createOpenCalls, type GivenCall, type OpenCalls, readCallId } from './open-calls.js';

type Block = { readonly block: JsonObject; readonly place: string };

/** Reads messages of content blocks. `place` is the list's pointer. Throws `UnreadableEntryError`. */
export function readAnthropicMessages(list: JsonValue | undefined, place: string): Message[] {
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of messages');
  const calls = createOpenCalls();
  return (list as readonly JsonValue[]).flatMap((entry, index): Message[] => {
    const at = `${place}/${index}`;
    if (!isJsonObject(entry)) throw new UnreadableEntryError(at, 'is no message');
    const blocks = readBlocks(entry.content, `${at}/content`);
    if (entry.role === 'user') return readUser(blocks, calls, at);
    if (entry.role !== 'assistant')
      throw new UnreadableEntryError(`${at}/role`, 'is neither user nor assistant');
    return [readAssistant(blocks, calls)];
  });
}

/** Throws `UnreadableEntryError`. */
export function readAnthropicTools(list: JsonValue | undefined, place: string): ToolDefinition[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of tools');
  return (list as readonly JsonValue[]).map((tool, index) => {
    if (!isJsonObject(tool) || typeof tool.name !== 'string')
      throw new UnreadableEntryError(`${place}/${index}`, 'is no tool with a name');
    const { name, description, input_schema: schema } = tool;
    return {
      name,
      description: typeof description === 'string' ? description : '',
      parameters: (isJsonObject(schema) ? schema : {}) as JsonSchema,
    };
  });
}

/** Throws `UnreadableEntryError`. */
export function readBlocks(content: JsonValue | undefined, place: string): Block[] {
  if (typeof content === 'string') return [{ block: { type: 'text', text: content }, place }];
  if (!Array.isArray(content)) throw new UnreadableEntryError(place, 'is neither text nor a list of blocks');
  return (content as readonly JsonValue[]).map((block, index) => {
    if (!isJsonObject(block)) throw new UnreadableEntryError(`${place}/${index}`, 'is no block');
    return { block, place: `${place}/${index}` };
  });
}

/** Results first, whatever their place: they answer what was called before. */
function readUser(blocks: readonly Block[], calls: OpenCalls, at: string): Message[] {
  if (blocks.length === 0) throw new UnreadableEntryError(`${at}/content`, 'holds no block');
  const results = blocks.flatMap(({ block, place }): Message[] => {
    if (block.type !== 'tool_result') return [];
    const id = readCallId(block.tool_use_id, `${place}/tool_use_id`);
    const call = calls.answer({ id: id ?? '' }, `${place}/tool_use_id`);
    const content =
      (block.content ?? null) === null ? '' : textOf(readBlocks(block.content, `${place}/content`));
    return [{ role: 'tool', name: call.name, tool_call_id: call.id, content }];
  });
  const said = blocks.filter(({ block }) => block.type !== 'tool_result');
  if (said.length > 0) calls.userSpeaks();
  return said.length === 0 ? results : [...results, { role: 'user', content: textOf(said) }];
}

function readAssistant(blocks: readonly Block[], open: OpenCalls): AssistantMessage {
  const given = blocks.flatMap(({ block, place }): GivenCall[] => {
    if (block.type !== 'tool_use') return [];
    const { name, input } = block;
    const id = readCallId(block.id, `${place}/id`);
    if (id === null || typeof name !== 'string' || name === '' || !isJsonObject(input))
      throw new UnreadableEntryError(place, 'is no call with an id, a name and an object as its input');
    return [{ id, name, parameters: input }];
  });
  const calls = open.make(given);
  const reasoning = blocks
    .map(({ block }) =>
      block.type === 'thinking' && typeof block.thinking === 'string' ? block.thinking : '',
    )
    .join('');
  const unsaid = ['tool_use', 'thinking', 'redacted_thinking'];
  return {
    role: 'assistant',
    content: textOf(blocks.filter(({ block }) => !unsaid.includes(String(block.type)))),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoning === '' ? {} : { reasoning }),
  };
}

/** What blocks of text say. Throws `UnreadableEntryError`. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .map(({ block, place }) => {
      if (block.type === 'text' && typeof block.text === 'string') return block.text;
      throw new UnreadableEntryError(place, 'is no text');
    })
    .join('');
}
