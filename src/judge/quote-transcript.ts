import { createHash } from 'node:crypto';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonValue } from '../types/json.js';
import type { QuoteBounds } from './rubric.js';

/**
 * Transcript and tools of a record as one JSON document between two lines with a marker. Nothing else of the record goes in:
 * no provenance, goal or id. The marker is a hash of the document, so whoever wrote a part of it cannot have known it, and
 * the same record is quoted the same way each time. Angle brackets and invisible characters stand as `\u` escapes: nothing inside
 * can look like the marker, and nothing hides. Never throws, whatever the record holds.
 */
export function quoteTranscript(record: DatasetRecord, bounds: QuoteBounds): string {
  const json = toBounded(record, bounds);
  const marker = `conversation-${createHash('sha256').update(json).digest('hex').slice(0, 24)}`;
  return `<${marker}>\n${json}\n</${marker}>`;
}

/** Texts are cut ever shorter until the whole fits; what is still too long then loses messages from its middle. */
function toBounded(record: DatasetRecord, { total_characters, text_characters }: QuoteBounds): string {
  let json = '';
  for (let room = text_characters; room >= smallestRoom; room = Math.floor(room / 2)) {
    json = escapeHidden(
      stringify({ tools: listTools(record.tools, room), messages: listMessages(record.messages, room) }),
    );
    if (json.length <= total_characters) return json;
  }
  let messages = listMessages(record.messages, smallestRoom);
  let tools = listTools(record.tools, smallestRoom);
  while (json.length > total_characters && messages.length + tools.length > 4) {
    if (messages.length >= tools.length) messages = leaveOutMiddle(messages, 'messages');
    else tools = leaveOutMiddle(tools, 'tools');
    json = escapeHidden(stringify({ tools, messages }));
  }
  return json;
}

const smallestRoom = 120;

function listTools(tools: unknown, room: number): JsonValue[] {
  return listOf(tools).map((tool) => ({
    name: shorten(tool.name, 200),
    description: shorten(tool.description, room),
    parameters: shortenJson(tool.parameters, room),
  }));
}

function listMessages(messages: unknown, room: number): JsonValue[] {
  return listOf(messages).map((message) => {
    if (message.role === 'tool')
      return {
        role: 'tool',
        name: shorten(message.name, 200),
        tool_call_id: shorten(message.tool_call_id, 100),
        content: shorten(message.content, room),
      };
    const calls = listOf(message.tool_calls).map((call) => ({
      id: shorten(call.id, 100),
      name: shorten(call.name, 200),
      parameters: shortenJson(call.parameters, room),
    }));
    return {
      role: shorten(message.role, 20),
      content: shorten(message.content, room),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    };
  });
}

/** Half of a list, its ends, with a note between that says how much is missing. */
function leaveOutMiddle(list: readonly JsonValue[], what: string): JsonValue[] {
  const kept = Math.max(1, Math.floor(list.length / 4));
  return [...list.slice(0, kept), { shortened: `${what} left out here` }, ...list.slice(-kept)];
}

function shorten(value: unknown, room: number): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : stringify(value);
  return text.length <= room
    ? text
    : `${text.slice(0, room)} [shortened: ${text.length - room} more characters]`;
}

/** JSON stays JSON unless it is too long or too deep to be shown. */
function shortenJson(value: unknown, room: number): JsonValue {
  const json = stringify(value ?? {});
  return json.length <= room && json !== tooDeep
    ? ((value ?? {}) as JsonValue)
    : { shortened: shorten(json, room) };
}

/** JSON of anything; what is nested too deep for it becomes a note. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return tooDeep;
  }
}

const tooDeep = '"[shortened: nested too deep to be shown]"';

/** Angle brackets, controls, and characters that are invisible or change the direction of reading. */
function escapeHidden(json: string): string {
  return json.replace(
    /[<>\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ufe00-\ufe0f]|\udb40[\udc00-\udfff]/g,
    (found) =>
      [...Array(found.length).keys()]
        .map((index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`)
        .join(''),
  );
}

function listOf(list: unknown): { readonly [key: string]: unknown }[] {
  return Array.isArray(list)
    ? list.filter(
        (entry): entry is { readonly [key: string]: unknown } => typeof entry === 'object' && entry !== null,
      )
    : [];
}
