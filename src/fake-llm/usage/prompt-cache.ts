import { createHash } from 'node:crypto';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { WireFormat } from '../fake-request.js';
import { tokensOf } from './count-tokens.js';

/** Tokens of a prompt that were read from the cache, and that were put there. */
export type CachedTokens = { readonly read: number; readonly written: number };

export interface PromptCache {
  /** What the cache does for a request that is answered now; remembers its prefix. */
  use(body: JsonObject, format: WireFormat): CachedTokens;
}

/** Prefixes kept; the oldest go first. */
const mostPrefixes = 20_000;

/**
 * Remembers prompts by prefix as providers do: from the start, in the order tools, system, messages, byte by byte. Anthropic
 * remembers up to a block with `cache_control`, OpenAI up to every message. Shorter prefixes than `minimumTokens` are
 * silently left out.
 */
export function createPromptCache(minimumTokens: number): PromptCache {
  const known = new Set<string>();
  return {
    use(body, format) {
      const prefixes = prefixesOf(body, format);
      const last = prefixes.findLastIndex(({ isBreakpoint }) => isBreakpoint);
      const within = prefixes.slice(0, last + 1).filter(({ tokens }) => tokens >= minimumTokens);
      const read = within.findLast(({ hash }) => known.has(hash))?.tokens ?? 0;
      const written = Math.max(0, (within.at(-1)?.tokens ?? 0) - read);
      for (const { hash, isBreakpoint } of within) if (isBreakpoint) known.add(hash);
      for (const hash of known) {
        if (known.size <= mostPrefixes) break;
        known.delete(hash);
      }
      return format === 'openai' ? { read, written: 0 } : { read, written };
    },
  };
}

type Prefix = { readonly hash: string; readonly tokens: number; readonly isBreakpoint: boolean };

function prefixesOf(body: JsonObject, format: WireFormat): Prefix[] {
  const hash = createHash('sha256').update(`${format} ${JSON.stringify(body.model ?? '')}`);
  let tokens = 0;
  return blocksOf(body).map((block) => {
    const { cache_control: breakpoint, ...rest } = block;
    const text = JSON.stringify(rest);
    hash.update(text);
    tokens += tokensOf(text);
    const isBreakpoint = format === 'openai' || (breakpoint !== undefined && breakpoint !== null);
    return { hash: hash.copy().digest('hex'), tokens, isBreakpoint };
  });
}

function blocksOf({ tools, system, messages }: JsonObject): JsonObject[] {
  return [
    ...toBlocks(tools),
    ...toBlocks(system),
    ...toBlocks(messages).flatMap(({ content, ...message }) => [message, ...toBlocks(content)]),
  ];
}

function toBlocks(value: JsonValue | undefined): JsonObject[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
