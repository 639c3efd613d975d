import { pickPlace } from '../random/pick-place.js';
import type { Random } from '../random/random.js';
import type { SamplingMode } from '../types/plan-row.js';
import type { CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import type { EndpointMarks } from './extend-chain.js';
import { nameWords } from './name-words.js';
import type { Promises } from './promises.js';

/** `alone`: whether a chain of one step will do. */
export type StartChooser = (
  mode: SamplingMode,
  alone: boolean,
  avoid: EndpointMarks,
  random: Random,
) => number | null;

/**
 * Chooses where a walk starts: a tool, each as likely as the next, then one of its entries, those that lead somewhere
 * first. Null when all are to be avoided, or none keeps what the mode promises.
 */
export function chooseStart(
  graph: CompiledGraph,
  depths: Int32Array,
  promises: Promises,
  dullStarts: ReadonlySet<string>,
): StartChooser {
  const tools = entriesByTool(graph, depths);
  // Weighed tool by tool as they come up: a run meets few of the tools of a large catalog.
  const tables = new Map<string, (ToolEntries | undefined)[]>();
  return (mode, alone, avoid, random) => {
    const key = `${mode} ${alone}`;
    const table = tables.get(key) ?? tools.map(() => undefined);
    tables.set(key, table);
    const entriesAt = (place: number): ToolEntries => {
      const entries = table[place] ?? weigh(tools[place] ?? [], mode, alone, promises, dullStarts);
      table[place] = entries;
      return entries;
    };
    for (let attempt = 0; attempt < toolsTried; attempt += 1) {
      const { entries, weights } = entriesAt(random.integer(0, tools.length - 1));
      const open = entries.some((index) => avoid[index] === 1)
        ? weights.map((weight, place) => (avoid[entries[place] ?? 0] === 1 ? 0 : weight))
        : weights;
      const place = pickPlace(open, random);
      if (place >= 0) return entries[place] ?? null;
    }
    const open = tools.flatMap((_, place) => entriesAt(place).entries).filter((index) => avoid[index] !== 1);
    return open.length === 0 ? null : random.pick(open);
  };
}

/** Tools drawn before all are looked at: often half of them hold no start for a mode. */
const toolsTried = 24;

type ToolEntries = {
  /** Indexes of endpoints. */
  readonly entries: readonly number[];
  /** How likely each entry is to be chosen; more than 0. */
  readonly weights: readonly number[];
};

function entriesByTool(graph: CompiledGraph, depths: Int32Array): readonly CompiledEndpoint[][] {
  const byTool = new Map<number, CompiledEndpoint[]>();
  for (const endpoint of graph.endpoints) {
    if (depths[endpoint.index] !== 0) continue;
    const members = byTool.get(endpoint.tool);
    if (members) members.push(endpoint);
    else byTool.set(endpoint.tool, [endpoint]);
  }
  return [...byTool.values()];
}

/** Those entries of a tool that may keep what the mode promises. */
function weigh(
  members: readonly CompiledEndpoint[],
  mode: SamplingMode,
  alone: boolean,
  promises: Promises,
  dullStarts: ReadonlySet<string>,
): ToolEntries {
  const isDull = ({ endpoint, required, sayable }: CompiledEndpoint): boolean =>
    sayable.length === 0 &&
    required.length === 0 &&
    nameWords(endpoint.name).some((word) => dullStarts.has(word));
  const open = members.filter(({ index }) => promises.mayKeep(index, mode, alone));
  return {
    entries: open.map(({ index }) => index),
    weights: open.map((each) => likelihood(each, mode) * (isDull(each) ? 0.1 : 1)),
  };
}

/** How much an entry promises for a mode. */
function likelihood(endpoint: CompiledEndpoint, mode: SamplingMode): number {
  if (
    mode === 'clarification_first' &&
    !endpoint.required.some(({ parameter }) => parameter.source === 'user')
  )
    return 0.01;
  const leads = Math.min(endpoint.outgoing.length, 8);
  const shares = Math.min(endpoint.semantic.length, 4);
  return mode === 'short' ? 1 + leads / 4 : 0.2 + leads + shares / 4;
}
