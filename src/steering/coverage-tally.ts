import { linkKey, shapeOf } from '../plan/chain-parts.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { CallView, RecordView } from '../record-view/record-view.js';
import { classifyCalls } from '../sampler/classify-pattern.js';
import type { Endpoint } from '../types/tool-registry.js';
import { type ConversationBudget, conversationsLookedAt } from './greedy-bound.js';

/** What records cover of a graph: plain data, so that it can be counted in parts and put together. */
export type CoverageCounts = {
  readonly endpoints: readonly string[];
  readonly links: readonly string[];
  readonly concepts: readonly string[];
  readonly shapes: readonly string[];
  /** One number for each of the first records, as many as the greedy bound looks at, in order; `toBudget` reads it. */
  readonly budgets: readonly number[];
  /** Records with a call that was answered. */
  readonly served: number;
};

export type CoverageTally = {
  /** Records that cannot be read, and calls of endpoints that are not known, count for nothing. */
  add(record: unknown): void;
  merge(counts: CoverageCounts): void;
  counts(): CoverageCounts;
};

export function createCoverageTally(
  endpointNamed: (callName: string) => Endpoint | undefined,
): CoverageTally {
  const found = {
    endpoints: new Set<string>(),
    links: new Set<string>(),
    concepts: new Set<string>(),
    shapes: new Set<string>(),
  };
  const budgets: number[] = [];
  let served = 0;
  const addBudget = (budget: number): void => {
    if (budgets.length < conversationsLookedAt) budgets.push(budget);
  };
  return {
    add(record) {
      const view = readRecordView(record);
      if (view === null) return;
      const calls = view.calls.flatMap((call) => {
        const endpoint = endpointNamed(call.name);
        return endpoint ? [{ call, endpoint }] : [];
      });
      const answered = calls.filter(({ call }) => call.errorType === null);
      if (answered.length > 0) served += 1;
      addBudget(answered.length * 2 + (answered.some(({ endpoint }) => endpoint.irreversible) ? 1 : 0));
      if (calls.length === 0) return;
      const endpointOf = new Map(calls.map(({ call, endpoint }) => [call.id, endpoint]));
      for (const { call, endpoint } of calls) {
        found.endpoints.add(endpoint.id);
        for (const concept of conceptsOf(call, endpoint)) found.concepts.add(concept);
        for (const supplier of suppliersOf(view, call)) {
          const from = endpointOf.get(supplier);
          if (from) found.links.add(linkKey(from.id, endpoint.id));
        }
      }
      found.shapes.add(shapeOfCalls(calls));
    },
    merge(counts) {
      for (const part of ['endpoints', 'links', 'concepts', 'shapes'] as const)
        for (const each of counts[part]) found[part].add(each);
      for (const budget of counts.budgets) addBudget(budget);
      served += counts.served;
    },
    counts: () => ({
      endpoints: [...found.endpoints],
      links: [...found.links],
      concepts: [...found.concepts],
      shapes: [...found.shapes],
      budgets,
      served,
    }),
  };
}

/** Answered calls, doubled, and one more where something was done that cannot be undone. */
export function toBudget(number: number): ConversationBudget {
  return { calls: number >> 1, confirms: (number & 1) === 1 };
}

function conceptsOf({ parameters }: CallView, endpoint: Endpoint): string[] {
  return endpoint.parameters.flatMap(({ name, concept }) =>
    concept !== null && Object.hasOwn(parameters, name) ? [concept.id] : [],
  );
}

function suppliersOf({ sources }: RecordView, { id }: CallView): Set<string> {
  const suppliers = new Set<string>();
  for (const source of sources?.get(id)?.values() ?? []) collect(source, suppliers, 0);
  return suppliers;
}

/** Derivations hold sources; deeper ones than a record may have are left alone. */
function collect(source: unknown, suppliers: Set<string>, depth: number): void {
  if (typeof source !== 'object' || source === null || depth > 8) return;
  const { kind, call, inputs } = source as { kind?: unknown; call?: unknown; inputs?: unknown };
  if (kind === 'output' && typeof call === 'string') suppliers.add(call);
  if (kind === 'derived' && Array.isArray(inputs))
    for (const input of inputs) collect(input, suppliers, depth + 1);
}

function shapeOfCalls(calls: readonly { readonly call: CallView; readonly endpoint: Endpoint }[]): string {
  const pattern = classifyCalls(
    calls.map(({ call, endpoint }) => ({
      tool: endpoint.toolId,
      intent: endpoint.intent,
      group: call.message,
    })),
  );
  return shapeOf(pattern, calls.length);
}
