import type { JsonObject, JsonSchema, JsonValue } from './json.js';

/** An endpoint as a model sees it. */
export type ToolDefinition = {
  /** `<tool>::<endpoint>`. */
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
};

/** One call the assistant makes. `parameters` is the record's word for its arguments. */
export type ToolCall = {
  /** Nine alphanumerics, derived from the seed; pairs the call with its result. */
  readonly id: string;
  /** Name of a tool definition this conversation offers. */
  readonly name: string;
  readonly parameters: JsonObject;
};

/** What the executor answers. A failed call is part of the data: its output is `{ error: { type, message } }`. */
export type ToolResult = { readonly id: string; readonly name: string; readonly output: JsonValue };

export const toolErrorTypes = [
  'invalid_arguments',
  'invalid_value',
  'not_found',
  'conflict',
  'rate_limit',
  'unavailable',
] as const;
export type ToolErrorType = (typeof toolErrorTypes)[number];

export type ToolErrorOutput = { readonly error: { readonly type: ToolErrorType; readonly message: string } };

export type SystemMessage = { readonly role: 'system'; readonly content: string };
export type UserMessage = { readonly role: 'user'; readonly content: string };
export type AssistantMessage = {
  readonly role: 'assistant';
  readonly content: string;
  readonly tool_calls?: readonly ToolCall[];
  /** What a model thought before it; kept apart from what it says. */
  readonly reasoning?: string;
  /** 0: not to be trained on (a wrong call before its recovery). */
  readonly weight?: 0;
};
export type ToolMessage = {
  readonly role: 'tool';
  readonly name: string;
  readonly tool_call_id: string;
  /** The output as a JSON string. */
  readonly content: string;
};
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;
