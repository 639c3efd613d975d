import { describe, expect, it } from 'vitest';
import { readGraphSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { NothingSelectedError } from '../errors/nothing-selected-error.js';
import { UnknownSelectionError } from '../errors/unknown-selection-error.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { selectTools, type ToolSelection } from './select-tools.js';

const registry = travelRegistry();
const catalog = { registry, graph: buildGraphs(registry, travelConcepts, readGraphSettings()).projected };
const [first, second] = registry.tools;
const select = (more: Partial<ToolSelection>) =>
  selectTools(catalog, { include: [], exclude: [], holdoutTools: [], ...more });
const toolsOf = (more: Partial<ToolSelection>) => select(more).registry.tools.map(({ id }) => id);

describe('selectTools', () => {
  it('leaves everything where nothing is named', () => {
    expect(select({})).toEqual(catalog);
  });

  it('keeps only what is included, by id or name, whatever the case', () => {
    expect(toolsOf({ include: [first?.id ?? ''] })).toEqual([first?.id]);
    expect(toolsOf({ include: [(second?.name ?? '').toUpperCase()] })).toEqual([second?.id]);
  });

  it('takes a category for all of its tools', () => {
    const category = first?.category ?? '';
    const members = registry.tools.filter((tool) => tool.category === category).map(({ id }) => id);
    expect(toolsOf({ include: [category] })).toEqual(members);
  });

  it('lets nothing of an excluded or held out tool into registry or graph', () => {
    for (const more of [{ exclude: [first?.id ?? ''] }, { holdoutTools: [first?.name ?? ''] }]) {
      const left = select(more);
      const endpoints = new Set(first?.endpointIds);
      expect(left.registry.endpoints.some(({ id }) => endpoints.has(id))).toBe(false);
      expect(left.graph.nodes.some(({ endpointId }) => endpoints.has(endpointId))).toBe(false);
      expect(left.graph.edges.some(({ from, to }) => endpoints.has(from) || endpoints.has(to))).toBe(false);
      expect(left.graph.nodes.length).toBeGreaterThan(0);
    }
  });

  it('says which name is unknown and which is near', () => {
    const mistyped = `${first?.name}x`;
    expect(() => select({ exclude: [mistyped] })).toThrow(UnknownSelectionError);
    expect(() => select({ exclude: [mistyped] })).toThrow(`Did you mean '${first?.name}'?`);
    expect(() => select({ include: ['__proto__'] })).toThrow('--include');
  });

  it('holds out tools, not categories', () => {
    expect(() => select({ holdoutTools: ['no such tool'] })).toThrow('is no tool of this catalog');
  });

  it('refuses to leave nothing', () => {
    expect(() => select({ exclude: registry.tools.map(({ id }) => id) })).toThrow(NothingSelectedError);
  });
});
