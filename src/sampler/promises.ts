import type { SamplingMode } from '../types/plan-row.js';
import type { CompiledEdge, CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import { doubleField } from './double-field.js';
import { isWrite } from './draft.js';
import type { SamplerSettings } from './sampler-settings.js';

/** What a chain that starts at an endpoint can be at all, as far as the graph alone tells. */
export type Promises = {
  /**
   * False where no chain of the mode starts there for sure, so that no walk needs to be tried: nothing leads on, or never
   * to another tool, or to anything that could run side by side. `alone`: whether one step would do.
   */
  mayKeep(endpoint: number, mode: SamplingMode, alone: boolean): boolean;
};

/** Reads off the graph which starts can keep what a mode promises: a necessary condition for each. */
export function readPromises(graph: CompiledGraph, depths: Int32Array, settings: SamplerSettings): Promises {
  const isOpen = ({ from, to }: CompiledEdge): boolean => from !== to && (depths[to] ?? -1) >= 0;
  /** What needs suppliers has company, and those may lead anywhere. */
  const needsOthers = ({ index }: CompiledEndpoint): boolean => (depths[index] ?? -1) > 0;
  const leadsOn = (endpoint: CompiledEndpoint): boolean => {
    const transitions = settings.transitions[endpoint.intent];
    return (
      needsOthers(endpoint) ||
      endpoint.semantic.some(isOpen) ||
      endpoint.outgoing.some((edge) => transitions[edge.toIntent] > 0 && isOpen(edge))
    );
  };
  const crossing = remember(() => crossingTools(graph, isOpen));
  const tests: { readonly [mode in SamplingMode]: (endpoint: CompiledEndpoint) => boolean } = {
    short: leadsOn,
    sequential: leadsOn,
    clarification_first: leadsOn,
    multi_tool: (endpoint) => leadsOn(endpoint) && crossing()[endpoint.tool] === 1,
    parallel: mayGroup,
  };
  const known = new Map<SamplingMode, Int8Array>();
  return {
    mayKeep(index, mode, alone) {
      const endpoint = graph.endpoints[index];
      if (!endpoint || (alone && mode !== 'parallel')) return endpoint !== undefined;
      const answers = known.get(mode) ?? new Int8Array(graph.endpoints.length);
      known.set(mode, answers);
      if (answers[index] === 0) answers[index] = tests[mode](endpoint) ? 1 : -1;
      return answers[index] === 1;
    },
  };
}

/** By number of the tool: 1 where anything of it leads to another tool, or is fed by one. */
function crossingTools(graph: CompiledGraph, isOpen: (edge: CompiledEdge) => boolean): Uint8Array {
  const crossing = new Uint8Array(graph.endpoints.length);
  for (const { tool, outgoing, semantic } of graph.endpoints) {
    for (const edges of [outgoing, semantic]) {
      for (const edge of edges) {
        if (edge.toTool === tool || !isOpen(edge)) continue;
        crossing[tool] = 1;
        if (edge.links.length > 0) crossing[edge.toTool] = 1;
      }
    }
  }
  return crossing;
}

/** Whether two calls could stand side by side in a chain that opens here; see `addParallelGroup`. */
function mayGroup(endpoint: CompiledEndpoint): boolean {
  const { intent, required, semantic, outgoing, incoming } = endpoint;
  if (incoming.some((edge) => doubleField(endpoint, edge))) return true;
  if (
    outgoing.some(({ toIntent, links }) => !isWrite(toIntent) && links.some((link) => link.list && link.own))
  )
    return true;
  if (isWrite(intent)) return false;
  return semantic.some(({ toIntent }) => !isWrite(toIntent)) || required.some(({ isCompared }) => isCompared);
}

function remember<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
