import { NothingToSampleError } from '../errors/nothing-to-sample-error.js';
import type { Random } from '../random/random.js';
import { type SamplingMode, samplingModes } from '../types/plan-row.js';
import type {
  SampleOutcome,
  SampleRefusalReason,
  SampleRequest,
  Sampler,
  SamplerCapacity,
  UsedParts,
} from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { carriedModes } from './carried-modes.js';
import { chooseStart } from './choose-start.js';
import { type CompiledGraph, compileGraph } from './compile-graph.js';
import type { Walk } from './enter-endpoint.js';
import type { EndpointMarks } from './extend-chain.js';
import { finishChain } from './finish-chain.js';
import { type CountedParts, createCountedParts, toFreshness } from './freshness.js';
import { planSupply } from './plan-supply.js';
import { readPromises } from './promises.js';
import { refusalDetail, stepRange } from './sample-limits.js';
import type { SamplerSettings } from './sampler-settings.js';
import { walkChain } from './walk-chain.js';
import { createWaysOn } from './ways-on.js';

/**
 * Compiles the graph once for any number of draws. Throws `NothingToSampleError` when no endpoint can start a
 * conversation.
 */
export function createSampler(
  registry: ToolRegistry,
  graph: EndpointGraph,
  settings: SamplerSettings,
): Sampler {
  const compiled = compileGraph(registry, graph, settings);
  const supply = planSupply(compiled);
  const { depths } = supply;
  if (!depths.includes(0))
    throw new NothingToSampleError(registry.endpoints.length, compiled.endpoints.length);
  const promises = readPromises(compiled, depths, settings);
  const starts = chooseStart(compiled, depths, promises, settings.dullStarts);
  const ways = createWaysOn(compiled, depths, settings);
  const marksOf = rememberMarks(compiled);
  const counted = new WeakMap<UsedParts, CountedParts>();
  const modes = carriedModes(compiled, depths);
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
    const used = request.used === undefined ? null : (counted.get(request.used) ?? null);
    const freshness = toFreshness(used, settings.freshBoost);
    const walk: Walk = { graph: compiled, settings, supply, ways, random, freshness };
    const range = stepRange(request);
    if (range === null) return refuse(request, 'impossible_request');
    if (!modes.has(request.mode)) return refuse(request, 'mode_not_carried');
    const start = request.start === undefined ? undefined : compiled.indexes.get(request.start);
    if (request.start !== undefined && start === undefined) return refuse(request, 'unknown_start');
    if (start !== undefined && (depths[start] ?? -1) < 0) return refuse(request, 'unreachable_start');
    const alone = range.minimum <= 1;
    if (start !== undefined && !promises.mayKeep(start, request.mode, alone))
      return refuse(request, brokenPromise[request.mode]);
    const avoid = marksOf(request.avoid);

    let reason: SampleRefusalReason = 'too_few_steps';
    for (let attempt = 0; attempt < (request.tries ?? settings.attempts); attempt += 1) {
      const first = start ?? starts(request.mode, alone, avoid, random);
      if (first === null) return refuse(request, reason);
      const result = walkChain(walk, first, { request, range, avoid });
      if (result.ok) return { ok: true, chain: finishChain(result.draft) };
      reason = result.reason;
    }
    return refuse(request, reason);
  }

  return {
    sample,
    capacity: () => capacity,
    createUsedParts() {
      const parts = createCountedParts(compiled);
      counted.set(parts, parts);
      return parts;
    },
  };
}

const brokenPromise: { readonly [mode in SamplingMode]: SampleRefusalReason } = {
  short: 'too_few_steps',
  sequential: 'too_few_steps',
  clarification_first: 'too_few_steps',
  multi_tool: 'too_few_tools',
  parallel: 'no_parallel_group',
};

/** Sets of endpoint ids as marks. A plan asks with the same set again and again: the last one is kept. */
function rememberMarks(graph: CompiledGraph): (ids: ReadonlySet<string> | undefined) => EndpointMarks | null {
  let last: ReadonlySet<string> | undefined;
  let size = 0;
  let marks: EndpointMarks | null = null;
  return (ids) => {
    if (ids === undefined || ids.size === 0) return null;
    if (ids === last && ids.size === size) return marks;
    const made = new Uint8Array(graph.endpoints.length);
    for (const id of ids) {
      const index = graph.indexes.get(id);
      if (index !== undefined) made[index] = 1;
    }
    [last, size, marks] = [ids, ids.size, made];
    return made;
  };
}

function refuse(request: SampleRequest, reason: SampleRefusalReason): SampleOutcome {
  return {
    ok: false,
    reason,
    // Hardly anybody reads it, and a plan is refused again and again.
    get detail() {
      return refusalDetail(request, reason);
    },
  };
}
