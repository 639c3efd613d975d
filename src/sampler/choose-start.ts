import { pickPlace } from '../random/pick-place.js';
import type { Random } from '../random/random.js';
import type { SamplingMode } from '../types/plan-row.js';
import type { CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import type { EndpointMarks } from './extend-chain.js';
import { nameWords } from './name-words.js';
import type { Promises } from './promises.js';

/** `alone`: whether a chain of one step will do. `avoid`: null for nothing. */
export type StartChooser = (
  mode: SamplingMode,
  alone: boolean,
  avoid: EndpointMarks | null,
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
  const isDull = rememberDull(graph, dullStarts);
  const tables = new Map<string, StartTable>();
  return (mode, alone, avoid, random) => {
    const key = alone ? `${mode} alone` : mode;
    const table =
      tables.get(key) ??
      createTable(tools.length, (place) => weigh(tools[place] ?? [], mode, alone, promises, isDull));
    tables.set(key, table);
    for (let attempt = 0; attempt < toolsTried; attempt += 1) {
      const startsOfTool = table.at(random.integer(0, tools.length - 1));
      if (startsOfTool === null) continue;
      const { entries, weights } = startsOfTool;
      const open =
        avoid !== null && entries.some((index) => avoid[index] === 1)
          ? weights.map((weight, place) => (avoid[entries[place] ?? 0] === 1 ? 0 : weight))
          : weights;
      const place = pickPlace(open, random);
      if (place >= 0) return entries[place] ?? null;
    }
    const all = table.all();
    const open = avoid === null ? all : all.filter((index) => avoid[index] !== 1);
    return open.length === 0 ? null : random.pick(open);
  };
}

/** Tools drawn before all are looked at: often half of them hold no start for a mode. */
const toolsTried = 24;

type ToolStarts = {
  /** Indexes of endpoints; at least one. */
  readonly entries: readonly number[];
  /** How likely each entry is to be chosen; more than 0. */
  readonly weights: readonly number[];
};

type StartTable = {
  /** The starts in the tool at a place; null where it has none. */
  at(place: number): ToolStarts | null;
  /** All starts, tool by tool. */
  all(): readonly number[];
};

/** Tools are weighed as they come up: a run meets few of those of a large catalog. */
function createTable(count: number, weighAt: (place: number) => ToolStarts | null): StartTable {
  const known: (ToolStarts | null | undefined)[] = Array.from({ length: count }, () => undefined);
  // Tools without a start are met again and again.
  const isEmpty = new Uint8Array(count);
  let everything: readonly number[] | undefined;
  const at = (place: number): ToolStarts | null => {
    if (isEmpty[place] === 1) return null;
    const starts = known[place] ?? weighAt(place);
    known[place] = starts;
    if (starts === null) isEmpty[place] = 1;
    return starts;
  };
  return {
    at,
    all() {
      everything ??= known.flatMap((_, place) => at(place)?.entries ?? []);
      return everything;
    },
  };
}

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

/** Those entries of a tool that may keep what the mode promises; null for none. */
function weigh(
  members: readonly CompiledEndpoint[],
  mode: SamplingMode,
  alone: boolean,
  promises: Promises,
  isDull: (endpoint: CompiledEndpoint) => boolean,
): ToolStarts | null {
  const open = members.filter(({ index }) => promises.mayKeep(index, mode, alone));
  if (open.length === 0) return null;
  return {
    entries: open.map(({ index }) => index),
    weights: open.map((each) => likelihood(each, mode) * (isDull(each) ? 0.1 : 1)),
  };
}

/** Whether nobody would start there: it says how the service is made up, and takes nothing. Modes ask in turn. */
function rememberDull(
  { endpoints }: CompiledGraph,
  dullStarts: ReadonlySet<string>,
): (endpoint: CompiledEndpoint) => boolean {
  const known = new Int8Array(endpoints.length);
  return ({ index, endpoint, required, sayable }) => {
    if (sayable.length > 0 || required.length > 0) return false;
    if (known[index] === 0)
      known[index] = nameWords(endpoint.name).some((word) => dullStarts.has(word)) ? 1 : -1;
    return known[index] === 1;
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
