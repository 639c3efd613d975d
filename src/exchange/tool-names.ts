import type { Message, ToolCall, ToolDefinition } from '../types/conversation.js';
import type { ToolNameRule } from './exchange-format.js';
import { functionNameOf } from './function-names.js';

/** An identifier of at most 64 characters: what every format and model takes. */
export const portableNames: ToolNameRule = { pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/, longest: 64 };

/** What the services take that call functions by name: hyphens, too. */
export const serviceNames: ToolNameRule = { pattern: /^[a-zA-Z0-9_-]+$/, longest: 64 };

/** What can be called in Python: identifiers with points between them. */
export const pythonNames: ToolNameRule = {
  pattern: /^[a-zA-Z_][a-zA-Z0-9_]*(?:\.[a-zA-Z_][a-zA-Z0-9_]*)*$/,
  longest: 64,
};

/** Names under which tools go out, each by its own and no two by the same. */
export type ToolNames = {
  /** `wanted`: how the tool is called where it comes from, taken where the rule allows it and nobody else has it. */
  readonly exported: (name: string, wanted?: string) => string;
  /** Exported name → own name, for those that differ, in the order of their first use. */
  readonly renamed: () => ReadonlyMap<string, string>;
};

/** `known`: exported name → own name of an earlier file, to be used again. */
export function createToolNames(
  rule: ToolNameRule,
  known: ReadonlyMap<string, string> = new Map(),
): ToolNames {
  const byOwn = new Map<string, string>();
  const taken = new Map<string, string>();
  const take = (own: string, exported: string): string => {
    byOwn.set(own, exported);
    taken.set(exported, own);
    return exported;
  };
  for (const [exported, own] of known) take(own, exported);
  return {
    exported(name, original) {
      const earlier = byOwn.get(name);
      if (earlier !== undefined) return earlier;
      const kept = original === undefined ? null : nearest(original, rule);
      if (kept !== null && !taken.has(kept)) return take(name, kept);
      const wanted = toFit(name, rule);
      for (let number = 1; ; number += 1) {
        const mark = number === 1 ? '' : `_${number}`;
        const candidate = `${wanted.slice(0, rule.longest - mark.length)}${mark}`;
        if (!taken.has(candidate)) return take(name, candidate);
      }
    },
    renamed: () => new Map([...taken].filter(([exported, own]) => exported !== own)),
  };
}

/** A name as a rule allows it, where nothing but signs must change: `math.sum` as `math_sum`. */
function nearest(original: string, rule: ToolNameRule): string | null {
  if (fits(original, rule)) return original;
  const isPlain = /^[!-~]*[a-zA-Z][!-~]*$/.test(original) && original.length < rule.longest;
  return isPlain ? toFit(original, rule) : null;
}

/** Letters of the name as they are, each run of others as `_`; a name that was long keeps both its ends. */
function toFit(name: string, rule: ToolNameRule): string {
  if (fits(name, rule)) return name;
  const { longest } = rule;
  const hyphen = rule.pattern.test('a-a') ? '-' : '';
  const plain = name.replace(/::/g, '__').replace(new RegExp(`[^a-zA-Z0-9_${hyphen}]+`, 'g'), '_');
  const started = rule.pattern.test(plain.slice(0, 1)) ? plain : `_${plain}`;
  if (started.length <= longest) return started;
  const half = (longest - 1) >> 1;
  return `${started.slice(0, half)}_${started.slice(-half)}`;
}

function fits(name: string, { pattern, longest }: ToolNameRule): boolean {
  return name.length <= longest && pattern.test(name);
}

/** The same messages and tools under other names. Tools come first: they know how they are called where they come from. */
export function renameTools<Holder extends { readonly tools: readonly ToolDefinition[] }>(
  holder: Holder,
  rename: (name: string, wanted?: string) => string,
): Holder {
  const tools = holder.tools.map((tool) => ({ ...tool, name: rename(tool.name, functionNameOf(tool)) }));
  const renamed = { ...holder, tools };
  return mapMessages(renamed, (message) => renameIn(message, rename));
}

/** Applies to every message of a conversation, a pair or a completion. */
function mapMessages<Holder extends object>(holder: Holder, map: (message: Message) => Message): Holder {
  const mapped = Object.entries(holder).map(([key, value]): [string, unknown] => {
    if (key === 'messages' || key === 'context') return [key, (value as readonly Message[]).map(map)];
    if (key === 'chosen' || key === 'rejected' || key === 'completion') return [key, map(value as Message)];
    return [key, value];
  });
  return Object.fromEntries(mapped) as Holder;
}

function renameIn(message: Message, rename: (name: string) => string): Message {
  if (message.role === 'tool') return { ...message, name: rename(message.name) };
  if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
  const calls = message.tool_calls.map((call): ToolCall => ({ ...call, name: rename(call.name) }));
  return { ...message, tool_calls: calls };
}
