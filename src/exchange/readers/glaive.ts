import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonValue } from '../../types/json.js';
import { readArguments } from '../read-chat-messages.js';
import { foreignJson } from '../values/foreign-json.js';
import { createDialogue, type WrittenCall } from './dialogue.js';
import { closingBracket, extractJsonList, extractJsonObjects } from './extract-json.js';
import { type ForeignConversation, plainReader } from './foreign-reader.js';
import { toToolDefinitions } from './tool-schemas.js';

/** Glaive's function calling: the conversation is one text (`chat`, in v1 `sample`), tools stand in the system text. */
export const glaive = plainReader(
  'glaive',
  'Glaive function calling, v1 and v2: one text with <functioncall>',
  read,
);

function read(value: JsonValue, fallbackId: string): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  const { system, chat, place } = textsOf(value);
  const { tools, prose } = splitSystem(system);
  const dialogue = createDialogue();
  if (prose !== '') dialogue.system(prose);
  const turns = splitTurns(chat);
  if (turns.length === 0) throw new UnreadableEntryError(place, 'holds neither USER: nor ASSISTANT:');
  for (const { role, text } of turns) {
    if (role === 'user') dialogue.user(text);
    else if (role === 'result') dialogue.result(text, place);
    else {
      const { said, calls } = readCalls(text, place);
      dialogue.assistant(said, calls);
    }
  }
  return { id: fallbackId, messages: dialogue.messages, tools };
}

function textsOf(value: { readonly [name: string]: JsonValue }): {
  readonly system: string;
  readonly chat: string;
  readonly place: string;
} {
  const { system, chat, sample } = value;
  if (typeof chat === 'string')
    return { system: typeof system === 'string' ? system : '', chat, place: '/chat' };
  if (typeof sample !== 'string') throw new UnreadableEntryError('/chat', 'is no text');
  const start = sample.search(/(?:^|\n)\s{0,8}USER:/);
  if (start === -1) throw new UnreadableEntryError('/sample', 'holds no USER:');
  return { system: sample.slice(0, start), chat: sample.slice(start), place: '/sample' };
}

/** The tools, each an object (or a list of them) in the text, and the words before them. */
function splitSystem(system: string): {
  readonly tools: ReturnType<typeof toToolDefinitions>;
  readonly prose: string;
} {
  const text = system.replace(/^\s*SYSTEM:\s*/, '');
  const listed = extractJsonList(text, (list) => list.some((entry) => isTool(entry)));
  const { objects, before } =
    listed === null ? extractJsonObjects(text) : { objects: listed.list, before: listed.before };
  const tools = objects.filter(isTool);
  if (tools.length === 0) return { tools: [], prose: text.trim() };
  return { tools: toToolDefinitions(tools, '/system'), prose: before.trim() };
}

function isTool(entry: JsonValue): boolean {
  const body = isJsonObject(entry) && isJsonObject(entry.function) ? entry.function : entry;
  return isJsonObject(body) && typeof body.name === 'string' && body.name !== '';
}

type Turn = { readonly role: 'user' | 'assistant' | 'result'; readonly text: string };

const labels = { USER: 'user', ASSISTANT: 'assistant', 'FUNCTION RESPONSE': 'result' } as const;

/** Each label begins a turn where it begins a line, or follows the end of a turn; elsewhere it is a word of the text. */
function splitTurns(chat: string): Turn[] {
  const pattern = /(?:^\s{0,8}|\n\s{0,8}|<\|endoftext\|>\s{0,8})(USER|ASSISTANT|FUNCTION RESPONSE):/g;
  const starts = [...chat.matchAll(pattern)];
  // A chat in one line parts its turns by nothing but spaces.
  const found =
    starts.length > 1 ? starts : [...chat.matchAll(/(?:^|\s)(USER|ASSISTANT|FUNCTION RESPONSE):/g)];
  return found.map((start, index): Turn => {
    const from = start.index + start[0].length;
    const text = chat.slice(from, found[index + 1]?.index ?? chat.length);
    return {
      role: labels[start[1] as keyof typeof labels],
      text: text.replaceAll('<|endoftext|>', '').trim(),
    };
  });
}

/** `<functioncall> {"name": "f", "arguments": '{"a": 1}'}`: JSON but for the arguments, a JSON text in single quotes. */
function readCalls(text: string, place: string): { readonly said: string; readonly calls: WrittenCall[] } {
  const parts = text.split('<functioncall>');
  const calls = parts.slice(1).map((part) => readCall(part.replaceAll('</functioncall>', '').trim(), place));
  return { said: (parts[0] ?? '').trim(), calls };
}

function readCall(text: string, place: string): WrittenCall {
  const value = plainJson(text) ?? quotedArguments(text);
  if (!isJsonObject(value) || typeof value.name !== 'string' || value.name === '')
    throw new UnreadableEntryError(
      place,
      `holds a call that is not JSON: ${JSON.stringify(text.slice(0, 60))}`,
    );
  return { name: value.name, parameters: readArguments(value.arguments ?? {}, place) };
}

function plainJson(text: string): JsonValue | null {
  const end = text.startsWith('{') ? closingBracket(text, 0) : -1;
  return end === -1 ? null : (foreignJson(text.slice(0, end + 1)) ?? null);
}

function quotedArguments(text: string): JsonValue | null {
  const match = /^\{\s*"name"\s*:\s*"([^"\n]{1,256})"\s*,\s*"arguments"\s*:\s*'([\s\S]*)'\s*\}/.exec(text);
  if (match === null) return null;
  // Inside single quotes an apostrophe is escaped, which JSON does not know.
  return { name: match[1] ?? '', arguments: (match[2] ?? '').replaceAll("\\'", "'") };
}
