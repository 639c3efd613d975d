import { applyHints } from '../hints/apply-hints.js';
import { type Hints, type HintUse, joinUses } from '../hints/hints.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { type BuiltTool, buildTool } from './build-tool.js';
import { byCodeUnit } from './by-code-unit.js';
import { nameTools, type ToolName } from './name-tools.js';

export type BuiltRegistry = {
  readonly registry: ToolRegistry;
  readonly refusals: readonly Refusal[];
  /** Of the hints. */
  readonly use: HintUse;
};

/**
 * Interprets a catalog: ids, types, meanings, responses. What cannot be used in a conversation stays in the registry with
 * `unusable` set; that, and all that was dropped, is listed in `refusals`.
 */
export function buildRegistry(
  rawTools: readonly RawTool[],
  knowledge: Knowledge,
  hints: Hints | null = null,
): BuiltRegistry {
  const { names, refusals } = nameTools(rawTools);
  const { registry, refusals: ofTools, use } = buildTools(rawTools, names, knowledge, hints);
  return { registry, refusals: [...refusals, ...ofTools.flat()], use };
}

export type BuiltTools = {
  readonly registry: ToolRegistry;
  /** Of each tool. */
  readonly refusals: readonly (readonly Refusal[])[];
  /** Of the hints. */
  readonly use: HintUse;
};

/** Interprets tools by the names that `nameTools` gave them; one without a name is left out. */
export function buildTools(
  rawTools: readonly RawTool[],
  names: readonly (ToolName | null)[],
  knowledge: Knowledge,
  hints: Hints | null = null,
): BuiltTools {
  const uses: HintUse[] = [];
  const built = rawTools.map((raw, place) => {
    const name = names[place] ?? null;
    if (name === null) return nothing;
    if (hints === null) return buildTool(raw, name, knowledge);
    const { tool, use } = applyHints(raw, name, hints);
    uses.push(use);
    return buildTool(tool, name, knowledge);
  });
  const tools = built.flatMap(({ tool }) => tool ?? []);
  const endpoints = built.flatMap((one) => one.endpoints);
  return {
    registry: {
      tools: tools.sort((left, right) => byCodeUnit(left.id, right.id)),
      endpoints: endpoints.sort((left, right) => byCodeUnit(left.id, right.id)),
    },
    refusals: built.map(({ refusals }) => refusals),
    use: joinUses(uses),
  };
}

const nothing: BuiltTool = { tool: null, endpoints: [], refusals: [] };
