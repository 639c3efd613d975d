import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { AssistantMessage, Message, ToolCall, ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import { createOpenCalls, type GivenCall, readCallId } from './open-calls.js';
import { parseForeignJson } from './values/foreign-json.js';

/**
 * Reads role messages as people write them: arguments as objects or as JSON text, calls with or without ids, results that say
 * whose they are or follow in order. `place` is the list's pointer. Throws `UnreadableEntryError`.
 */
export function readChatMessages(list: JsonValue | undefined, place: string): Message[] {
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of messages');
  const calls = createOpenCalls();
  return list.map((entry: JsonValue, index): Message => {
    const at = `${place}/${index}`;
    if (!isJsonObject(entry)) throw new UnreadableEntryError(at, 'is no message');
    switch (entry.role) {
      case 'system':
      case 'developer':
        return { role: 'system', content: readContent(entry.content, `${at}/content`) };
      case 'user':
        if (readCalls(entry, at).length > 0)
          throw new UnreadableEntryError(at, 'makes calls, which only the assistant does');
        calls.userSpeaks();
        return { role: 'user', content: readContent(entry.content, `${at}/content`) };
      case 'assistant':
        return toAssistant(entry, calls.make(readCalls(entry, at)), at);
      case 'tool':
      case 'function': {
        const id = readCallId(entry.tool_call_id, `${at}/tool_call_id`);
        const name = typeof entry.name === 'string' ? entry.name : null;
        const call = calls.answer({ id, name }, id === null ? at : `${at}/tool_call_id`);
        const content = readResult(entry.content, `${at}/content`);
        return { role: 'tool', name: call.name, tool_call_id: call.id, content };
      }
      default:
        throw new UnreadableEntryError(
          `${at}/role`,
          `is ${JSON.stringify(entry.role ?? null).slice(0, 40)}, no role of this format`,
        );
    }
  });
}

/** Content may be missing beside calls, and where there is nothing but what was thought. */
function toAssistant(entry: JsonObject, calls: readonly ToolCall[], place: string): AssistantMessage {
  const isUntrained = entry.weight === 0 || entry.train === false || entry.loss === false;
  const given = entry.reasoning_content ?? entry.reasoning;
  const reasoning = typeof given === 'string' ? given : '';
  const said = entry.content ?? (typeof entry.refusal === 'string' ? entry.refusal : entry.content);
  const isSilent = (said ?? null) === null && (calls.length > 0 || reasoning !== '');
  return {
    role: 'assistant',
    content: isSilent ? '' : readContent(said, `${place}/content`),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoning === '' ? {} : { reasoning }),
    ...(isUntrained ? { weight: 0 } : {}),
  };
}

/** `function_call` is how OpenAI wrote a single call before there were several. */
function readCalls(entry: JsonObject, place: string): GivenCall[] {
  const given = entry.tool_calls === '' ? null : (entry.tool_calls ?? null);
  // Tables without nested columns hold lists as texts.
  const list = typeof given === 'string' ? parseForeignJson(given, `${place}/tool_calls`) : given;
  const single = entry.function_call ?? null;
  if (single !== null && (list === null || (Array.isArray(list) && list.length === 0)))
    return [readCall(single, `${place}/function_call`)];
  if (list === null) return [];
  if (!Array.isArray(list)) throw new UnreadableEntryError(`${place}/tool_calls`, 'is no list of calls');
  return list.map((call: JsonValue, index) => readCall(call, `${place}/tool_calls/${index}`));
}

function readCall(entry: JsonValue, at: string): GivenCall {
  const body = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
  if (!isJsonObject(entry) || !isJsonObject(body) || typeof body.name !== 'string' || body.name === '')
    throw new UnreadableEntryError(at, 'is no call with a name');
  const id = readCallId(entry.id, `${at}/id`);
  return { id, name: body.name, parameters: readArguments(body.arguments ?? {}, `${at}/arguments`) };
}

/** Arguments as an object, or as the text of one. */
export function readArguments(given: JsonValue, place: string): JsonObject {
  const isBlank = typeof given === 'string' && given.trim() === '';
  const value = typeof given === 'string' && !isBlank ? parseForeignJson(given, place) : given;
  // Calls without arguments have none, a blank text or null.
  if (isBlank || value === null) return {};
  if (!isJsonObject(value)) throw new UnreadableEntryError(place, 'are no object of arguments');
  return value;
}

/** Tools as a list or as the text of one; each with its definition inside or under `function`. */
export function readTools(given: JsonValue | undefined, place: string): ToolDefinition[] {
  if (given === undefined || given === null || given === '') return [];
  const list = typeof given === 'string' ? parseForeignJson(given, place) : given;
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of tools');
  return list.map((entry: JsonValue, index): ToolDefinition => {
    const body = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
    if (!isJsonObject(body) || typeof body.name !== 'string')
      throw new UnreadableEntryError(`${place}/${index}`, 'is no tool with a name');
    const { parameters = {} } = body;
    const schema =
      typeof parameters === 'string'
        ? parseForeignJson(parameters, `${place}/${index}/parameters`)
        : parameters;
    return {
      name: body.name,
      description: typeof body.description === 'string' ? body.description : '',
      parameters: (isJsonObject(schema) ? schema : {}) as JsonSchema,
    };
  });
}

/** A text, or parts that are texts. */
function readContent(content: JsonValue | undefined, place: string): string {
  if (typeof content === 'string') return content;
  if (content === undefined) throw new UnreadableEntryError(place, 'is missing');
  if (!Array.isArray(content) || content.length === 0)
    throw new UnreadableEntryError(place, `is ${describe(content)} where a text belongs`);
  return content
    .map((part: JsonValue, index) => {
      if (isJsonObject(part) && typeof part.text === 'string') return part.text;
      throw new UnreadableEntryError(`${place}/${index}`, 'is no text');
    })
    .join('');
}

/** Tools of others give back nothing, or values that nobody made texts of. */
function readResult(content: JsonValue | undefined, place: string): string {
  if (content === undefined || content === null) return '';
  const isParts =
    Array.isArray(content) && content.some((part: JsonValue) => isJsonObject(part) && part.type === 'text');
  return typeof content === 'string' || isParts ? readContent(content, place) : JSON.stringify(content);
}

function describe(content: JsonValue): string {
  if (Array.isArray(content)) return 'an empty list';
  return typeof content === 'object' && content !== null ? 'an object' : JSON.stringify(content).slice(0, 40);
}
