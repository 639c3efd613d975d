import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { AssistantMessage, Message, ToolCall, ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import { parseForeignJson } from './values/foreign-json.js';

/**
 * Reads role messages as people write them: arguments as objects or as JSON text, calls with or without ids, results that say
 * whose they are or follow in order. `place` is the list's pointer. Throws `UnreadableEntryError`.
 */
export function readChatMessages(list: JsonValue | undefined, place: string): Message[] {
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of messages');
  const open: ToolCall[] = [];
  let made = 0;
  const nextId = (): string => {
    made += 1;
    return `call_${made}`;
  };
  return list.map((entry: JsonValue, index): Message => {
    const at = `${place}/${index}`;
    if (!isJsonObject(entry)) throw new UnreadableEntryError(at, 'is no message');
    const content = readContent(entry.content, `${at}/content`);
    switch (entry.role) {
      case 'system':
      case 'developer':
        return { role: 'system', content };
      case 'user':
        return { role: 'user', content };
      case 'assistant': {
        const calls = readCalls(entry.tool_calls, `${at}/tool_calls`, nextId);
        open.push(...calls);
        return toAssistant(content, calls, entry);
      }
      case 'tool': {
        const position = open.findIndex(({ id }) => id === entry.tool_call_id);
        if (typeof entry.tool_call_id === 'string' && position === -1)
          throw new UnreadableEntryError(
            `${at}/tool_call_id`,
            'answers no call that was made and not answered',
          );
        const [call] = open.splice(Math.max(position, 0), 1);
        if (call === undefined) throw new UnreadableEntryError(at, 'answers a call that was not made');
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

function toAssistant(content: string, calls: readonly ToolCall[], entry: JsonObject): AssistantMessage {
  const isUntrained = entry.weight === 0 || entry.train === false || entry.loss === false;
  const reasoning = entry.reasoning_content ?? entry.reasoning;
  return {
    role: 'assistant',
    content,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(typeof reasoning === 'string' && reasoning !== '' ? { reasoning } : {}),
    ...(isUntrained ? { weight: 0 } : {}),
  };
}

function readCalls(list: JsonValue | undefined, place: string, nextId: () => string): ToolCall[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of calls');
  return list.map((entry: JsonValue, index): ToolCall => {
    const at = `${place}/${index}`;
    const body = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
    if (!isJsonObject(entry) || !isJsonObject(body) || typeof body.name !== 'string' || body.name === '')
      throw new UnreadableEntryError(at, 'is no call with a name');
    const id = typeof entry.id === 'string' && entry.id !== '' ? entry.id : nextId();
    return { id, name: body.name, parameters: readArguments(body.arguments ?? {}, `${at}/arguments`) };
  });
}

/** Arguments as an object, or as the text of one. */
export function readArguments(given: JsonValue, place: string): JsonObject {
  const value = typeof given === 'string' ? parseForeignJson(given === '' ? '{}' : given, place) : given;
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

function readContent(content: JsonValue | undefined, place: string): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content
    .map((part: JsonValue, index) => {
      if (isJsonObject(part) && typeof part.text === 'string') return part.text;
      throw new UnreadableEntryError(`${place}/${index}`, 'is no text');
    })
    .join('');
}
