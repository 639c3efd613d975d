import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { type BuiltTool, buildTool } from './build-tool.js';
import { byCodeUnit } from './by-code-unit.js';
import { nameTools, type ToolName } from './name-tools.js';

export type BuiltRegistry = { readonly registry: ToolRegistry; readonly refusals: readonly Refusal[] };

/**
 * Interprets a catalog: ids, types, meanings, responses. What cannot be used in a conversation stays in the registry with
 * `unusable` set; that, and all that was dropped, is listed in `refusals`.
 */
export function buildRegistry(rawTools: readonly RawTool[], knowledge: Knowledge): BuiltRegistry {
  const { names, refusals } = nameTools(rawTools);
  const { registry, refusals: ofTools } = buildTools(rawTools, names, knowledge);
  return { registry, refusals: [...refusals, ...ofTools.flat()] };
}

export type BuiltTools = {
  readonly registry: ToolRegistry;
  /** Of each tool. */
  readonly refusals: readonly (readonly Refusal[])[];
};

/** Interprets tools by the names that `nameTools` gave them; one without a name is left out. */
export function buildTools(
  rawTools: readonly RawTool[],
  names: readonly (ToolName | null)[],
  knowledge: Knowledge,
): BuiltTools {
  const built = rawTools.map((raw, place) => {
    const name = names[place] ?? null;
    return name === null ? nothing : buildTool(raw, name, knowledge);
  });
  const tools = built.flatMap(({ tool }) => tool ?? []);
  const endpoints = built.flatMap((one) => one.endpoints);
  return {
    registry: {
      tools: tools.sort((left, right) => byCodeUnit(left.id, right.id)),
      endpoints: endpoints.sort((left, right) => byCodeUnit(left.id, right.id)),
    },
    refusals: built.map(({ refusals }) => refusals),
  };
}

const nothing: BuiltTool = { tool: null, endpoints: [], refusals: [] };
