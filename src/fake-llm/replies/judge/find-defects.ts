import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import type { Transcript, TranscriptCall } from './read-transcript.js';

export const dimensions = ['tool_correctness', 'task_completion', 'naturalness'] as const;
export type Dimension = (typeof dimensions)[number];

export type Defect = { readonly dimension: Dimension; readonly says: string };

/** What is plainly wrong with a conversation. Looks at its form and at which values come from where, never at what it asks for. */
export function findDefects(transcript: Transcript): Defect[] {
  return [...callDefects(transcript), ...answerDefects(transcript), ...textDefects(transcript)];
}

function* callDefects({ messages, tools }: Transcript): Generator<Defect> {
  const dimension = 'tool_correctness';
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const results = new Map(
    messages.filter(({ role }) => role === 'tool').map((message) => [message.callId, message]),
  );
  const done = new Set<string>();
  let heard = '';
  for (const { role, content, calls } of messages) {
    for (const call of calls) {
      const tool = byName.get(call.name);
      if (tools.length > 0 && !tool) yield { dimension, says: `${call.name} is not offered` };
      if (tool) yield* inputDefects(call, tool);
      yield* unseenIds(call, heard);
      const key = JSON.stringify([call.name, call.input]);
      const result = results.get(call.id);
      if (call.id !== '' && !result) yield { dimension, says: `${call.name} has no result` };
      if (done.has(key)) yield { dimension, says: `${call.name} is repeated without cause` };
      if (result && !isFailure(result.content)) done.add(key);
    }
    if (role !== 'assistant') heard += `\n${content}`;
  }
}

function* inputDefects({ name, input }: TranscriptCall, tool: JsonObject): Generator<Defect> {
  const dimension = 'tool_correctness';
  const schema = (tool.parameters ?? tool.input_schema ?? tool.inputSchema ?? {}) as JsonSchema;
  const properties = new Map(Object.entries(schema.properties ?? {}));
  for (const required of schema.required ?? [])
    if (!Object.hasOwn(input, required)) yield { dimension, says: `${name} lacks ${required}` };
  for (const [parameter, value] of Object.entries(input)) {
    const expected = properties.get(parameter);
    if (!expected && properties.size > 0) yield { dimension, says: `${name} has no parameter ${parameter}` };
    if (expected && !fits(value, expected))
      yield { dimension, says: `${parameter} of ${name} breaks its schema` };
  }
}

function fits(value: JsonValue, { type, enum: allowed }: JsonSchema): boolean {
  if (allowed !== undefined && !allowed.some((one) => one === value)) return false;
  const types = type === undefined ? [] : typeof type === 'string' ? [type] : type;
  if (types.length === 0) return true;
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.some(
    (one) => one === actual || (actual === 'number' && one === 'integer' && Number.isInteger(value)),
  );
}

function* unseenIds({ name, input }: TranscriptCall, heard: string): Generator<Defect> {
  for (const [parameter, value] of Object.entries(input))
    if (
      /(?:^|_)id$|Id$/.test(parameter) &&
      typeof value === 'string' &&
      value !== '' &&
      !heard.includes(value)
    )
      yield { dimension: 'tool_correctness', says: `${name} is given an id that nobody showed` };
}

function* answerDefects({ messages }: Transcript): Generator<Defect> {
  const dimension = 'task_completion';
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.calls.length > 0 || last.content.trim() === '') {
    yield { dimension, says: 'nobody answers at the end' };
    return;
  }
  const heard = messages
    .filter(({ role }) => role !== 'assistant')
    .map(({ content }) => content)
    .join('\n');
  const digits = new Set(digitsOf(heard));
  const answers = messages.filter(({ role, calls }) => role === 'assistant' && calls.length === 0);
  const invented = answers
    .flatMap(({ content }) => digitsOf(content))
    .filter((run) => run.length > 2 && !digits.has(run));
  if (invented.length > 0) yield { dimension, says: `${invented[0]} comes from nowhere` };
}

function* textDefects({ messages }: Transcript): Generator<Defect> {
  const dimension = 'naturalness';
  const said = new Set<string>();
  for (const { role, content, calls } of messages) {
    if (role !== 'user' && role !== 'assistant') continue;
    const text = content.trim();
    if (text === '' && calls.length === 0) yield { dimension, says: `the ${role} says nothing` };
    if (/\{\{|\bundefined\b|\[object |^\s*[{[]"/.test(text))
      yield { dimension, says: `the ${role} speaks like a program` };
    if (/\b([A-Za-z]{2,}) \1\b(?! \1)/i.test(text) && /\b(the|a|is|to|of) \1\b/i.test(text))
      yield { dimension, says: `the ${role} says a word twice` };
    if (text.length > 60 && said.has(`${role}${text}`))
      yield { dimension, says: `the ${role} repeats a message` };
    said.add(`${role}${text}`);
  }
}

/** Runs of digits, without the commas between thousands. */
function digitsOf(text: string): string[] {
  return text.replace(/(\d),(?=\d{3}(?!\d))/g, '$1').match(/\d+/g) ?? [];
}

function isFailure(content: string): boolean {
  try {
    const output: unknown = JSON.parse(content);
    return isJsonObject(output) && isJsonObject(output.error);
  } catch {
    return false;
  }
}
