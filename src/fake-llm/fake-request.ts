import type { JsonObject, JsonSchema } from '../types/json.js';

/** A call as the rules see it, whichever wire format brought it. */
export type FakeRequest = {
  /** Header `x-datagen-call`; without it the hash of the body. */
  readonly callId: string;
  /** Tries of this call before, from header `x-datagen-attempt` (or the SDK's own retry count). */
  readonly attempt: number;
  readonly format: WireFormat;
  readonly model: string;
  readonly system: string;
  readonly messages: readonly FakeMessage[];
  readonly tools: readonly FakeTool[];
  readonly toolChoice: 'auto' | 'none' | 'any' | { readonly tool: string };
  /** Tokens that the reply may have. */
  readonly maxTokens: number;
  /** Whether reasoning was asked for. */
  readonly reasoning: boolean;
  /** JSON that the text itself must be, where the format of the answer is a schema. */
  readonly answerSchema: JsonSchema | null;
};

export type WireFormat = 'anthropic' | 'openai';

export type FakeMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly FakeCall[] }
  | {
      readonly role: 'tool';
      readonly callId: string;
      readonly text: string;
      readonly isError: boolean;
    };

export type FakeCall = { readonly id: string; readonly name: string; readonly input: JsonObject };

export type FakeTool = {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonSchema;
};
