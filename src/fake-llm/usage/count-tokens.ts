import type { JsonObject } from '../../types/json.js';
import type { FakeReply } from '../fake-reply.js';
import type { CachedTokens } from './prompt-cache.js';

/** Tokens of one call; `input` is what was neither read from nor written to the prompt cache. */
export type CountedTokens = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};

/** A token is four characters here, wherever tokens are counted. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** Everything that a model reads of a request. */
export function promptTokens({ system, tools, messages, input }: JsonObject): number {
  return tokensOf(JSON.stringify([system ?? '', tools ?? [], messages ?? [], input ?? '']));
}

export function countTokens(body: JsonObject, reply: FakeReply, cached: CachedTokens): CountedTokens {
  const said = [
    reply.text ?? '',
    reply.reasoning ?? '',
    ...(reply.calls ?? []).map((call) => JSON.stringify(call)),
  ];
  return {
    input: Math.max(0, promptTokens(body) - cached.read - cached.written),
    output: said.reduce((sum, text) => sum + tokensOf(text), 0),
    cacheRead: cached.read,
    cacheWrite: cached.written,
  };
}
