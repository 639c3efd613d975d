import type { Random } from '../random/random.js';
import type { SamplingMode } from '../types/plan-row.js';
import type { CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import { nameWords } from './name-words.js';

export type StartChooser = (mode: SamplingMode, avoid: ReadonlySet<number>, random: Random) => number | null;

/**
 * Chooses where a walk starts: a tool, each as likely as the next, then one of its entries, those that lead somewhere
 * first. Null when all are to be avoided.
 */
export function chooseStart(
  graph: CompiledGraph,
  depths: Int32Array,
  dullStarts: ReadonlySet<string>,
): StartChooser {
  const tools = entriesByTool(graph, depths, dullStarts);
  return (mode, avoid, random) => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const { entries, weights } = random.pick(tools);
      const all = weights[mode];
      if (avoid.size === 0) return random.pickWeighted(entries, all);
      const left = entries.flatMap((index, place) => (avoid.has(index) ? [] : [place]));
      if (left.length === 0) continue;
      const place = random.pickWeighted(
        left,
        left.map((each) => all[each] ?? 0),
      );
      return entries[place] ?? null;
    }
    const open = tools.flatMap(({ entries }) => entries).filter((index) => !avoid.has(index));
    return open.length === 0 ? null : random.pick(open);
  };
}

type ToolEntries = {
  /** Indexes of endpoints. */
  readonly entries: readonly number[];
  /** How likely each entry is to be chosen. */
  readonly weights: { readonly [mode in SamplingMode]: readonly number[] };
};

function entriesByTool(
  graph: CompiledGraph,
  depths: Int32Array,
  dullStarts: ReadonlySet<string>,
): readonly ToolEntries[] {
  const isDull = ({ endpoint, parameters, sayable }: CompiledEndpoint): boolean =>
    sayable.length === 0 &&
    parameters.every(({ parameter }) => !parameter.required) &&
    nameWords(endpoint.name).some((word) => dullStarts.has(word));
  const byTool = new Map<string, CompiledEndpoint[]>();
  for (const endpoint of graph.endpoints) {
    if (depths[endpoint.index] !== 0) continue;
    const members = byTool.get(endpoint.endpoint.toolId);
    if (members) members.push(endpoint);
    else byTool.set(endpoint.endpoint.toolId, [endpoint]);
  }
  return [...byTool.values()].map((members) => {
    const shares = members.map((each) => (isDull(each) ? 0.1 : 1));
    const weightsOf = (mode: SamplingMode): number[] =>
      members.map((each, place) => promise(each, mode) * (shares[place] ?? 1));
    const otherwise = weightsOf('sequential');
    return {
      entries: members.map(({ index }) => index),
      weights: {
        short: weightsOf('short'),
        clarification_first: weightsOf('clarification_first'),
        sequential: otherwise,
        multi_tool: otherwise,
        parallel: otherwise,
      },
    };
  });
}

/** How much an entry promises for a mode. */
function promise(endpoint: CompiledEndpoint, mode: SamplingMode): number {
  if (
    mode === 'clarification_first' &&
    !endpoint.required.some(({ parameter }) => parameter.source === 'user')
  )
    return 0.01;
  const leads = Math.min(endpoint.outgoing.length, 8);
  const shares = Math.min(endpoint.semantic.length, 4);
  return mode === 'short' ? 1 + leads / 4 : 0.2 + leads + shares / 4;
}
