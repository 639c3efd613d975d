import { NothingToSampleError } from '../errors/nothing-to-sample-error.js';
import type { Random } from '../random/random.js';
import { samplingModes } from '../types/plan-row.js';
import type {
  SampleOutcome,
  SampleRefusalReason,
  SampleRequest,
  Sampler,
  SamplerCapacity,
} from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { carriedModes } from './carried-modes.js';
import { chooseStart } from './choose-start.js';
import { compileGraph } from './compile-graph.js';
import type { Walk } from './enter-endpoint.js';
import { finishChain } from './finish-chain.js';
import { toFreshness } from './freshness.js';
import { planSupply } from './plan-supply.js';
import { refusalDetail, stepRange } from './sample-limits.js';
import type { SamplerSettings } from './sampler-settings.js';
import { walkChain } from './walk-chain.js';

/**
 * Compiles the graph once for any number of draws. Throws `NothingToSampleError` when no endpoint can start a
 * conversation.
 */
export function createSampler(
  registry: ToolRegistry,
  graph: EndpointGraph,
  settings: SamplerSettings,
): Sampler {
  const compiled = compileGraph(registry, graph, settings.optional.neverSaid);
  const supply = planSupply(compiled);
  const { depths } = supply;
  if (!depths.includes(0))
    throw new NothingToSampleError(registry.endpoints.length, compiled.endpoints.length);
  const starts = chooseStart(compiled, depths, settings.dullStarts);
  const modes = carriedModes(compiled, depths, settings);
  const capacity: SamplerCapacity = {
    modes: samplingModes.filter((mode) => modes.has(mode)),
    reachable: idsWhere((depth) => depth >= 0),
    unreachable: idsWhere((depth) => depth < 0),
  };

  function idsWhere(holds: (depth: number) => boolean): string[] {
    return compiled.endpoints
      .filter(({ index }) => holds(depths[index] ?? -1))
      .map(({ endpoint }) => endpoint.id);
  }

  function sample(request: SampleRequest, random: Random): SampleOutcome {
    const freshness = toFreshness(compiled, request.used, settings.freshBoost);
    const walk: Walk = { graph: compiled, settings, supply, random, freshness };
    const range = stepRange(request);
    if (range === null) return refuse(request, 'impossible_request');
    if (!modes.has(request.mode)) return refuse(request, 'mode_not_carried');
    const start = request.start === undefined ? undefined : compiled.indexes.get(request.start);
    if (request.start !== undefined && start === undefined) return refuse(request, 'unknown_start');
    if (start !== undefined && (depths[start] ?? -1) < 0) return refuse(request, 'unreachable_start');
    const avoid = new Set([...(request.avoid ?? [])].flatMap((id) => compiled.indexes.get(id) ?? []));

    let reason: SampleRefusalReason = 'too_few_steps';
    for (let attempt = 0; attempt < (request.tries ?? settings.attempts); attempt += 1) {
      const first = start ?? starts(request.mode, avoid, random);
      if (first === null) return refuse(request, reason);
      const result = walkChain(walk, first, { request, range, avoid });
      if (result.ok) return { ok: true, chain: finishChain(result.draft) };
      reason = result.reason;
    }
    return refuse(request, reason);
  }

  return { sample, capacity: () => capacity };
}

function refuse(request: SampleRequest, reason: SampleRefusalReason): SampleOutcome {
  return { ok: false, reason, detail: refusalDetail(request, reason) };
}
