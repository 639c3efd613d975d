import type { ToolDefinition } from './conversation.js';
import type { JsonObject } from './json.js';

/** Parts that a model can play. */
export const modelRoles = ['planner', 'user', 'assistant', 'judge', 'repair'] as const;
export type ModelRole = (typeof modelRoles)[number];

/** Those that make a conversation; the others look at a finished one. */
export const speakingRoles = ['planner', 'user', 'assistant'] as const;
export type SpeakingRole = (typeof speakingRoles)[number];

/** A language model, whatever provider stands behind it. Used only where a flag asks for a model. */
export interface LanguageModel {
  /** As the provider names it: `claude-haiku-4-5-20251001`. */
  readonly id: string;
  /** Throws a `ModelCallError` when the call did not bring a usable response. */
  generate(request: LanguageModelRequest, signal?: AbortSignal): Promise<LanguageModelResponse>;
}

export type LanguageModelRequest = {
  /** Which call of a run this is, from `logicalId()`: the same request asked twice on purpose has two. */
  readonly logicalId: string;
  readonly role: ModelRole;
  /** The constant part of the prompt first: providers cache what requests have in common from their start. */
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  /** Under the names of the catalog; adapters spell them as the provider allows, and back. */
  readonly tools: readonly ToolDefinition[];
  /** A name: this tool must be called, for everything that is parsed. */
  readonly toolChoice: 'auto' | { readonly tool: string };
  readonly maxTokens: number;
  /** Asks for reasoning, which comes apart from the text. Only with a free choice of tools. */
  readonly reasoning: boolean;
};

export type ModelMessage =
  | { readonly role: 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      readonly content: string;
      readonly toolCalls?: readonly ModelToolCall[];
      /** As the response brought it; providers want it back while tools are called. */
      readonly reasoning?: readonly ReasoningPart[];
    }
  | {
      readonly role: 'tool';
      readonly toolCallId: string;
      readonly content: string;
      readonly isError: boolean;
    };

export type ModelToolCall = {
  readonly id: string;
  /** As in `tools`, or as the model wrote it where there is no such tool. */
  readonly name: string;
  /** Null where what the model wrote is no JSON object. */
  readonly parameters: JsonObject | null;
};

/** `signature` is the provider's proof that the text is its own. */
export type ReasoningPart = { readonly text: string; readonly signature?: string };

export type LanguageModelResponse = {
  readonly text: string;
  readonly reasoning: readonly ReasoningPart[];
  readonly toolCalls: readonly ModelToolCall[];
  readonly stopReason: 'end' | 'tool_use' | 'max_tokens' | 'refusal';
  readonly usage: TokenUsage;
  /** Id that the provider echoes. */
  readonly model: string;
};

/** Tokens. `input` counts what was neither read from nor written to the provider's prompt cache. */
export type TokenUsage = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};
