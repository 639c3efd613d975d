import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import { findJson } from '../find-json.js';

/** A conversation that a judge is shown, as far as it could be read. */
export type Transcript = {
  readonly messages: readonly TranscriptMessage[];
  readonly tools: readonly JsonObject[];
};

export type TranscriptMessage = {
  readonly role: string;
  readonly content: string;
  readonly calls: readonly TranscriptCall[];
  /** Call that a tool message answers; empty elsewhere. */
  readonly callId: string;
};

export type TranscriptCall = { readonly id: string; readonly name: string; readonly input: JsonObject };

/**
 * Finds messages and tools in the JSON of a prompt; null where it holds no conversation. JSON inside a text of the conversation
 * stays text: whatever stands there is what somebody said.
 */
export function readTranscript(prompt: string): Transcript | null {
  const lists = [...listsIn(findJson(prompt))];
  const messages = longest(lists.map((list) => list.filter(({ role }) => typeof role === 'string')));
  if (messages.length === 0) return null;
  const isTool = (item: JsonObject) =>
    typeof item.name === 'string' &&
    item.role === undefined &&
    [item.parameters, item.input_schema, item.inputSchema].some(
      (schema) => isJsonObject(schema) && isJsonObject(schema.properties),
    );
  return {
    messages: messages.map(readMessage),
    tools: longest(lists.map((list) => list.filter(isTool))),
  };
}

/** Lists of objects, outer ones first; objects that stand side by side are one as well. */
function* listsIn(values: readonly JsonValue[]): Generator<readonly JsonObject[]> {
  const waiting: (readonly JsonValue[])[] = [values];
  for (const value of values) if (Array.isArray(value)) waiting.push(value);
  for (let index = 0; index < waiting.length; index += 1) {
    const list = (waiting[index] ?? []).filter(isJsonObject);
    yield list;
    // What messages hold is what was said, not the conversation.
    for (const item of list)
      if (item.role === undefined)
        for (const inner of Object.values(item)) {
          if (Array.isArray(inner)) waiting.push(inner);
          else if (isJsonObject(inner)) waiting.push([inner]);
        }
  }
}

function longest(lists: readonly (readonly JsonObject[])[]): readonly JsonObject[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), []);
}

function readMessage(message: JsonObject): TranscriptMessage {
  const { role, content, text, tool_calls: calls, calls: others } = message;
  const listed = Array.isArray(calls) ? calls : Array.isArray(others) ? others : [];
  const said = content ?? text ?? message.output ?? '';
  return {
    role: String(role),
    content: typeof said === 'string' ? said : JSON.stringify(said),
    calls: listed.filter(isJsonObject).map(readCall),
    callId: toText(message.tool_call_id ?? message.call_id ?? message.id),
  };
}

function readCall(call: JsonObject): TranscriptCall {
  const inner = isJsonObject(call.function) ? call.function : call;
  const written = inner.parameters ?? inner.arguments ?? inner.input ?? {};
  return { id: toText(call.id), name: toText(inner.name), input: readInput(written) };
}

function readInput(written: JsonValue): JsonObject {
  if (isJsonObject(written)) return written;
  try {
    const parsed: unknown = JSON.parse(String(written));
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function toText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
