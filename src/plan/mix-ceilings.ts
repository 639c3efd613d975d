import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { edgeKinds } from '../types/compact-edges.js';
import type { ModeOption, PhenomenonName } from '../types/plan-row.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import type { PlanShares } from './plan-settings.js';

/** Most that a share can come to (0–1), where that is less than what was asked for. */
export type MixCeilings = ReadonlyMap<PhenomenonName, number>;

export type CeilingContext = {
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  readonly sampler: Sampler;
  readonly mode: ModeOption;
  readonly shares: PlanShares;
};

/**
 * What the catalog and the mode let each share of the mix be at most. What nothing in the catalog can show has the ceiling
 * 0, as has what the mode excludes; the rest could fill every row that is served.
 */
export function mixCeilings({ registry, graph, sampler, mode, shares }: CeilingContext): MixCeilings {
  const { reachable, modes } = sampler.capacity();
  const endpoints = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const able: { readonly [name in PhenomenonName]?: boolean } = {
    parallel_calls: modes.includes('parallel') && (mode === 'mixed' || mode === 'parallel'),
    choice_among_results: modes.includes('sequential') && feedsFromList(graph, registry),
    confirmation: reachable.some((id) => endpoints.get(id)?.irreversible),
    follow_up_goal: reachable.length > 1 && mode !== 'short',
    missing_tool: reachable.length > 1 && mode !== 'short',
    missing_parameter: reachable.some((id) =>
      endpoints.get(id)?.parameters.some(({ required, source }) => required && source === 'user'),
    ),
    user_correction: reachable.some((id) =>
      endpoints.get(id)?.parameters.some(({ source }) => source === 'user'),
    ),
    no_tool: mode === 'mixed',
    long: mode !== 'short' && modes.includes('sequential'),
  };
  return new Map(
    Object.keys(shares).flatMap((name) => {
      const phenomenon = name as PhenomenonName;
      const most = able[phenomenon] === false ? 0 : phenomenon === 'no_tool' ? 1 : 1 - shares.no_tool;
      return most < shares[phenomenon] ? [[phenomenon, most] as const] : [];
    }),
  );
}

/** Whether any data link leaves a list, so that one of several can be chosen. */
function feedsFromList(graph: EndpointGraph, registry: ToolRegistry): boolean {
  const { offsets, kinds } = compactEdgesOf(graph, registry);
  const dataLink = edgeKinds.indexOf('data_link');
  const lists = new Set(
    registry.endpoints.flatMap(({ id, response }) =>
      response.objects[0]?.at.includes('*') === true ? [id] : [],
    ),
  );
  return graph.nodes.some(({ endpointId }, source) => {
    if (!lists.has(endpointId)) return false;
    for (let edge = offsets[source] ?? 0; edge < (offsets[source + 1] ?? 0); edge += 1)
      if (kinds[edge] === dataLink) return true;
    return false;
  });
}
