import { didYouMean } from '../config/did-you-mean.js';
import { selectNodes } from '../endpoint-graph/select-nodes.js';
import { NothingSelectedError } from '../errors/nothing-selected-error.js';
import { UnknownSelectionError } from '../errors/unknown-selection-error.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Tool, ToolRegistry } from '../types/tool-registry.js';

/** Which part of a catalog a run may use. Categories and tools by id or name; empty lists select everything. */
export type ToolSelection = {
  /** Categories or tools; where any is named, nothing else stays. */
  readonly include: readonly string[];
  /** Categories or tools to leave out. */
  readonly exclude: readonly string[];
  /** Tools that must stay unseen. */
  readonly holdoutTools: readonly string[];
};

export type SelectedCatalog = { readonly registry: ToolRegistry; readonly graph: EndpointGraph };

/**
 * The part of a built catalog that a run may use: what is left out is neither called nor offered, and nothing counts it.
 * @throws {UnknownSelectionError} for a name that is no category or tool of the catalog
 * @throws {NothingSelectedError} when no usable endpoint is left
 */
export function selectTools(
  { registry, graph }: SelectedCatalog,
  { include, exclude, holdoutTools }: ToolSelection,
): SelectedCatalog {
  if (include.length + exclude.length + holdoutTools.length === 0) return { registry, graph };
  const included = findTools('--include', include, registry.tools, true);
  const left = findTools('--exclude', exclude, registry.tools, true);
  for (const id of findTools('--holdout-tools', holdoutTools, registry.tools, false)) left.add(id);
  const stays = (toolId: string): boolean =>
    (include.length === 0 || included.has(toolId)) && !left.has(toolId);
  const endpoints = registry.endpoints.filter(({ toolId }) => stays(toolId));
  const ids = new Set(endpoints.map(({ id }) => id));
  if (!graph.nodes.some(({ endpointId }) => ids.has(endpointId))) {
    const flags = { '--include': include, '--exclude': exclude, '--holdout-tools': holdoutTools };
    throw new NothingSelectedError(
      registry.endpoints.length,
      Object.entries(flags).flatMap(([flag, names]) => (names.length === 0 ? [] : [flag])),
    );
  }
  const selected = { tools: registry.tools.filter(({ id }) => stays(id)), endpoints };
  return { registry: selected, graph: selectNodes(graph, selected, ids) };
}

function findTools(
  flag: string,
  names: readonly string[],
  tools: readonly Tool[],
  orCategories: boolean,
): Set<string> {
  const found = new Set<string>();
  for (const name of names) {
    const wanted = fold(name);
    const matching = tools.filter(
      ({ id, name: called, category }) =>
        id === name ||
        fold(id) === wanted ||
        fold(called) === wanted ||
        (orCategories && (fold(category) === wanted || fold(categoryId(id)) === wanted)),
    );
    if (wanted === '' || matching.length === 0)
      throw new UnknownSelectionError(
        flag,
        name,
        orCategories ? 'category or tool' : 'tool',
        didYouMean(name, candidatesOf(tools, orCategories)),
      );
    for (const { id } of matching) found.add(id);
  }
  return found;
}

function candidatesOf(tools: readonly Tool[], orCategories: boolean): string[] {
  const categories = orCategories ? tools.flatMap(({ id, category }) => [category, categoryId(id)]) : [];
  return [...new Set([...categories, ...tools.flatMap(({ id, name }) => [name, id])])];
}

/** The first part of a tool's id, the category as a slug. */
function categoryId(toolId: string): string {
  return toolId.split('/')[0] ?? '';
}

/** Spelling apart: case, spaces, dashes and underscores make no difference. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
