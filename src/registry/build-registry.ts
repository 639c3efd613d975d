import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { type BuiltTool, buildTool } from './build-tool.js';
import { byCodeUnit } from './by-code-unit.js';
import { nameTools } from './name-tools.js';

export type BuiltRegistry = { readonly registry: ToolRegistry; readonly refusals: readonly Refusal[] };

/**
 * Interprets a catalog: ids, types, meanings, responses. What cannot be used in a conversation stays in the registry with
 * `unusable` set; that, and all that was dropped, is listed in `refusals`.
 */
export function buildRegistry(rawTools: readonly RawTool[], knowledge: Knowledge): BuiltRegistry {
  const { names, refusals } = nameTools(rawTools);
  const built = rawTools.flatMap((raw, place) => {
    const name = names[place] ?? null;
    return name === null ? [] : buildTool(raw, name, knowledge);
  });
  return joinTools(built, refusals);
}

/** One registry of all tools, which come in the order of the catalog; `refusals` are those of their names. */
export function joinTools(built: readonly BuiltTool[], refusals: readonly Refusal[]): BuiltRegistry {
  const tools: Tool[] = [];
  const endpoints: Endpoint[] = [];
  const all = [...refusals];
  for (const one of built) {
    if (one.tool !== null) tools.push(one.tool);
    for (const endpoint of one.endpoints) endpoints.push(endpoint);
    for (const refusal of one.refusals) all.push(refusal);
  }
  tools.sort((left, right) => byCodeUnit(left.id, right.id));
  endpoints.sort((left, right) => byCodeUnit(left.id, right.id));
  return { registry: { tools, endpoints }, refusals: all };
}
