import { isJsonObject } from '../json/is-json-object.js';
import type { CallView, RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import { layOutUsage } from './lay-out-usage.js';
import type { UsageGraph, UsageNode } from './page-data.js';

/** Counts calls of endpoints, and which outputs feed which arguments, over one dataset or two. */
export type UsageTally = {
  add(view: RecordView, dataset: number): void;
  graph(): UsageGraph;
  /** Endpoints that were offered to some conversation of a dataset, and not called in any. */
  neverCalled(dataset: number): { names: string[]; count: number; offered: number };
};

/** More cannot be read in a picture. */
const mostNodes = 240;
const mostEdges = 1_200;
const mostListed = 300;
const mostFields = 4;
const longestName = 200;

type Endpoint = {
  description: string;
  readonly calls: number[];
  readonly errors: number[];
  readonly offered: number[];
};
type Flow = { readonly counts: number[]; readonly fields: Map<string, number>; isGuessed: boolean };

export function createUsageTally(datasets: number): UsageTally {
  const endpoints = new Map<string, Endpoint>();
  const flows = new Map<string, Map<string, Flow>>();
  const zeros = (): number[] => Array.from({ length: datasets }, () => 0);
  const endpointOf = (given: string): Endpoint => {
    const name = given.slice(0, longestName);
    const known = endpoints.get(name) ?? {
      description: '',
      calls: zeros(),
      errors: zeros(),
      offered: zeros(),
    };
    endpoints.set(name, known);
    return known;
  };
  const addFlow = (from: string, to: string, field: string, isGuessed: boolean, dataset: number): void => {
    const source = from.slice(0, longestName);
    const target = to.slice(0, longestName);
    const targets = flows.get(source) ?? new Map<string, Flow>();
    flows.set(source, targets);
    const flow = targets.get(target) ?? { counts: zeros(), fields: new Map<string, number>(), isGuessed };
    targets.set(target, flow);
    flow.counts[dataset] = (flow.counts[dataset] ?? 0) + 1;
    if (!isGuessed) flow.isGuessed = false;
    if (flow.fields.size < 50 || flow.fields.has(field))
      flow.fields.set(field, (flow.fields.get(field) ?? 0) + 1);
  };
  return {
    add(view, dataset) {
      for (const { name, description } of view.tools.values()) {
        const endpoint = endpointOf(name);
        if (endpoint.description === '') endpoint.description = description.slice(0, 300);
        endpoint.offered[dataset] = (endpoint.offered[dataset] ?? 0) + 1;
      }
      for (const { name, errorType } of view.calls) {
        const { calls, errors } = endpointOf(name);
        calls[dataset] = (calls[dataset] ?? 0) + 1;
        if (errorType !== null) errors[dataset] = (errors[dataset] ?? 0) + 1;
      }
      const flowsOf = view.sources === null ? guessFlows(view) : knownFlows(view, view.sources);
      for (const { from, to, field } of flowsOf) addFlow(from, to, field, view.sources === null, dataset);
    },
    graph() {
      const called = [...endpoints].filter(([, { calls }]) => total(calls) > 0);
      const drawn = called
        .sort(
          ([left, { calls: few }], [right, { calls: many }]) =>
            total(many) - total(few) || (left < right ? -1 : 1),
        )
        .slice(0, mostNodes);
      const places = new Map(drawn.map(([name], place) => [name, place]));
      const edges = [...flows].flatMap(([fromName, targets]) =>
        [...targets].flatMap(([toName, { counts, fields, isGuessed }]) => {
          const [from, to] = [places.get(fromName), places.get(toName)];
          if (from === undefined || to === undefined || from === to) return [];
          const frequent = [...fields].sort(([, few], [, many]) => many - few).slice(0, mostFields);
          return [{ from, to, counts, fields: frequent.map(([field]) => field), guessed: isGuessed }];
        }),
      );
      const strongest = edges
        .sort((left, right) => total(right.counts) - total(left.counts))
        .slice(0, mostEdges);
      const nodes = drawn.map(([name, { description, calls, errors }]): Omit<UsageNode, 'x' | 'y'> => {
        return { name, group: groupOf(name), description, calls, errors };
      });
      const positions = layOutUsage(nodes, strongest);
      return {
        nodes: nodes.map((node, place) => ({ ...node, ...(positions[place] ?? { x: 0, y: 0 }) })),
        edges: strongest,
        left: called.length - drawn.length,
      };
    },
    neverCalled(dataset) {
      const offered = [...endpoints].filter(([, { offered: counts }]) => (counts[dataset] ?? 0) > 0);
      const names = offered.filter(([, { calls }]) => (calls[dataset] ?? 0) === 0).map(([name]) => name);
      return { names: names.sort().slice(0, mostListed), count: names.length, offered: offered.length };
    },
  };
}

type Found = { readonly from: string; readonly to: string; readonly field: string };

/** What the record itself says of its arguments. */
function* knownFlows(
  { calls }: RecordView,
  sources: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>,
): Iterable<Found> {
  const byId = new Map(calls.map((call) => [call.id, call]));
  for (const call of calls) {
    for (const [pointer, source] of sources.get(call.id) ?? []) {
      for (const [id, output] of outputsIn(source, 0)) {
        const from = byId.get(id)?.name;
        if (from !== undefined)
          yield { from, to: call.name, field: `${patternOf(output)} → ${patternOf(pointer)}` };
      }
    }
  }
}

function* outputsIn(source: JsonObject, depth: number): Iterable<readonly [string, string]> {
  if (source.kind === 'output') yield [String(source.call), String(source.pointer)];
  if (depth > 20 || !Array.isArray(source.inputs)) return;
  for (const input of source.inputs) if (isJsonObject(input)) yield* outputsIn(input, depth + 1);
}

/** Where nothing says it: an argument equals a leaf of an earlier output that is too long to be so by chance. */
function* guessFlows({ calls, messages }: RecordView): Iterable<Found> {
  const said = messages.filter(({ role }) => role === 'user' || role === 'system').map(({ text }) => text);
  const shown = new Map<string, { readonly call: CallView; readonly pointer: string }>();
  for (const call of calls) {
    for (const { pointer, value } of call.leaves) {
      const source = shown.get(String(value));
      if (source !== undefined && !said.some((text) => text.includes(String(value))))
        yield {
          from: source.call.name,
          to: call.name,
          field: `${patternOf(source.pointer)} → ${patternOf(pointer)}`,
        };
    }
    for (const { pointer, value } of call.outputLeaves.slice(0, 2_000)) {
      const text = String(value);
      if (text.length >= 4 && text.length <= 200 && !shown.has(text)) shown.set(text, { call, pointer });
    }
  }
}

function patternOf(pointer: string): string {
  return pointer
    .replace(/\/\d+(?=\/|$)/g, '/*')
    .replace(/^\//, '')
    .slice(0, 120);
}

/** What stands before `::`, `.` or `__`, as tools of others are named. */
function groupOf(name: string): string {
  return /^(.+?)(?:::|\.|__)/.exec(name)?.[1] ?? name;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
