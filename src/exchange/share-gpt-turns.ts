import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { Message, SystemMessage, ToolCall, ToolMessage } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Conversation } from './conversation.js';
import { elementTexts } from './json-slices.js';
import { type JsonSpacing, jsonText } from './json-spacing.js';
import { createOpenCalls, type GivenCall } from './open-calls.js';
import { readArguments, readTools } from './read-chat-messages.js';
import { readEntryObject } from './read-entry.js';
import type { Step } from './steps.js';
import { parseForeignJson } from './values/foreign-json.js';

/** A turn of ShareGPT: who, and what. */
export type ShareGptTurn = { readonly from: string; readonly value: string };

/**
 * Turns with the roles system, human, gpt, function_call, observation: calls of one message are one turn, a list where there
 * are several, and so are their results. Words beside calls stand in a turn before them.
 */
export function toShareGptTurns(steps: readonly Step[], spacing: JsonSpacing): ShareGptTurn[] {
  return steps.flatMap(({ message, results }): ShareGptTurn[] => {
    const { role, content } = message;
    if (role === 'system') return [{ from: 'system', value: content }];
    if (role === 'user') return [{ from: 'human', value: content }];
    const calls = message.tool_calls ?? [];
    const isSaid = content !== '' || calls.length === 0;
    return [
      ...(isSaid ? [{ from: 'gpt', value: content }] : []),
      ...(calls.length > 0 ? [{ from: 'function_call', value: callsText(calls, spacing) }] : []),
      ...(results.length > 0 ? [{ from: 'observation', value: resultsText(results, spacing) }] : []),
    ];
  });
}

function callsText(calls: readonly ToolCall[], spacing: JsonSpacing): string {
  const list = calls.map(({ name, parameters }): JsonObject => ({ name, arguments: parameters }));
  return jsonText(list.length === 1 ? (list[0] as JsonObject) : list, spacing);
}

/** One result as it is; of several a JSON list, in which plain words are texts. */
function resultsText(results: readonly ToolMessage[], spacing: JsonSpacing): string {
  const [first] = results;
  if (results.length === 1 && first !== undefined) return first.content;
  const elements = results.map(({ content }) => (isJson(content) ? content : JSON.stringify(content)));
  return `[${elements.join(spacing === 'python' ? ', ' : ',')}]`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How LLaMA-Factory itself joins results. */
const joinedResults = '\n</tool_response>\n<tool_response>\n';

const roles = new Map([
  ['system', 'system'],
  ...['human', 'user'].map((from) => [from, 'user'] as const),
  ...['gpt', 'assistant', 'chatgpt', 'bot', 'model'].map((from) => [from, 'assistant'] as const),
  ...['function_call', 'tool_call'].map((from) => [from, 'calls'] as const),
  ...['observation', 'tool', 'tool_response', 'function_response'].map((from) => [from, 'results'] as const),
]);

/** Reads such turns. `place` is the list's pointer. Throws `UnreadableEntryError`. */
export function readShareGptTurns(list: JsonValue | undefined, place: string): Message[] {
  const turns = readTurns(list, place);
  const messages: Message[] = [];
  const open = createOpenCalls();
  turns.forEach(({ from, value }, index) => {
    const at = `${place}/${index}`;
    switch (roles.get(from)) {
      case 'system':
        messages.push({ role: 'system', content: value });
        return;
      case 'user':
        open.userSpeaks();
        messages.push({ role: 'user', content: value });
        return;
      case 'assistant':
        messages.push({ role: 'assistant', content: value });
        return;
      case 'calls': {
        const calls = open.make(readCalls(value, `${at}/value`));
        const said = messages.at(-1);
        const isBeside = said?.role === 'assistant' && said.tool_calls === undefined;
        if (isBeside) messages.pop();
        messages.push({ role: 'assistant', content: isBeside ? said.content : '', tool_calls: calls });
        return;
      }
      case 'results': {
        const isFollowed = roles.get(turns[index + 1]?.from ?? '') === 'results';
        const texts = splitResults(value, isFollowed ? 1 : open.awaited().length, at);
        for (const content of texts) {
          const call = open.answer({}, at);
          messages.push({ role: 'tool', name: call.name, tool_call_id: call.id, content });
        }
        return;
      }
      default:
        throw new UnreadableEntryError(
          `${at}/from`,
          `is ${JSON.stringify(from).slice(0, 40)}, no role of this format`,
        );
    }
  });
  return messages;
}

/**
 * Turns whose words are texts; calls and results may be JSON in their place, which is its text. Some write `role` and `content`
 * for `from` and `value`. Throws `UnreadableEntryError`.
 */
export function readTurns(list: JsonValue | undefined, place: string): ShareGptTurn[] {
  if (!Array.isArray(list)) throw new UnreadableEntryError(place, 'is no list of turns');
  return list.map((turn: JsonValue, index): ShareGptTurn => {
    const at = `${place}/${index}`;
    const from = isJsonObject(turn) ? (turn.from ?? turn.role) : undefined;
    if (!isJsonObject(turn) || typeof from !== 'string')
      throw new UnreadableEntryError(at, 'is no turn with a from and a value');
    const value = turn.value ?? turn.content;
    if (typeof value === 'string') return { from, value };
    const role = roles.get(from);
    if (role === 'results')
      return { from, value: value === undefined || value === null ? '' : JSON.stringify(value) };
    if (role === 'calls' && value !== undefined && value !== null)
      return { from, value: JSON.stringify(value) };
    throw new UnreadableEntryError(`${at}/value`, 'is no text');
  });
}

/** An entry of turns with the tools offered, and the system text in a column of its own where it is no turn. */
export function readShareGptEntry(value: JsonValue, fallbackId: string): Conversation {
  const entry = readEntryObject(value);
  const id = typeof entry.id === 'string' && entry.id !== '' ? entry.id : fallbackId;
  const messages = readShareGptTurns(entry.conversations, '/conversations');
  const system = messages[0]?.role === 'system' ? [] : readSystemColumn(entry);
  return { id, messages: [...system, ...messages], tools: readTools(entry.tools, '/tools') };
}

/** Throws `UnreadableEntryError`. */
export function readSystemColumn({ system }: JsonObject): readonly SystemMessage[] {
  if (system === undefined || system === null || system === '') return [];
  if (typeof system === 'string') return [{ role: 'system', content: system }];
  throw new UnreadableEntryError('/system', 'is no text');
}

function readCalls(text: string, place: string): GivenCall[] {
  const value = parseForeignJson(text, place);
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  if (list.length === 0) throw new UnreadableEntryError(place, 'holds no call');
  return list.map((call) => {
    if (!isJsonObject(call) || typeof call.name !== 'string' || call.name === '')
      throw new UnreadableEntryError(place, 'is no call with a name');
    return {
      id: null,
      name: call.name,
      parameters: readArguments(call.arguments ?? call.parameters ?? {}, place),
    };
  });
}

function splitResults(text: string, wanted: number, place: string): string[] {
  if (wanted <= 1) return [text];
  const elements = elementTexts(text) ?? text.split(joinedResults);
  if (elements.length === wanted) return elements;
  throw new UnreadableEntryError(place, `answers ${wanted} calls and is no list of ${wanted} results`);
}
