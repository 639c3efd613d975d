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
  depths: readonly number[],
  dullStarts: ReadonlySet<string>,
): StartChooser {
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
  const tools = [...byTool.values()];
  return (mode, avoid, random) => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const members = random.pick(tools).filter(({ index }) => !avoid.has(index));
      if (members.length > 0)
        return random.pickWeighted(
          members,
          members.map((each) => promise(each, mode) * (isDull(each) ? 0.1 : 1)),
        ).index;
    }
    const open = tools.flat().filter(({ index }) => !avoid.has(index));
    return open.length === 0 ? null : random.pick(open).index;
  };
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
