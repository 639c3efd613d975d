import { linkKey, shapeOf } from '../plan/chain-parts.js';
import { createRandom } from '../random/random.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { CallView, RecordView } from '../record-view/record-view.js';
import { classifyCalls } from '../sampler/classify-pattern.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';
import { type GraphOffer, readGraphOffer } from './graph-offer.js';
import { type ConversationBudget, conversationsLookedAt, greedyBound } from './greedy-bound.js';

/** How much of one kind of thing a dataset covers. */
export type PartCoverage = {
  readonly covered: number;
  /** What the graph offers. */
  readonly offered: number;
  /** What a greedy choice covers with the same calls; see `greedyBound`. */
  readonly bound: number;
};

export type GraphCoverage = {
  readonly [part in 'endpoints' | 'links' | 'concepts' | 'shapes']: PartCoverage;
};

/** Counts what records cover of a graph, whoever made them. */
export type CoverageMeter = {
  /** Records that cannot be read, and calls of endpoints that the graph does not hold, count for nothing. */
  add(record: unknown): void;
  measure(): GraphCoverage;
};

export type MeasuredCatalog = { readonly registry: ToolRegistry; readonly graph: EndpointGraph };

export function createCoverageMeter(catalog: MeasuredCatalog, sampler: Sampler): CoverageMeter {
  const offer = readGraphOffer(catalog, sampler.capacity());
  const byName = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.callName, endpoint]));
  const found = {
    endpoints: new Set<string>(),
    links: new Set<string>(),
    concepts: new Set<string>(),
    shapes: new Set<string>(),
  };
  const budgets: ConversationBudget[] = [];
  let served = 0;
  return {
    add(record) {
      const view = readRecordView(record);
      if (view === null) return;
      const calls = view.calls.flatMap((call) => {
        const endpoint = byName.get(call.name);
        return endpoint ? [{ call, endpoint }] : [];
      });
      const answered = calls.filter(({ call }) => call.errorType === null);
      if (answered.length > 0) served += 1;
      if (budgets.length < conversationsLookedAt)
        budgets.push({
          calls: answered.length,
          confirms: answered.some(({ endpoint }) => endpoint.irreversible),
        });
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
    measure() {
      const endpoints = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
      const bound = greedyBound({ sampler, endpoints, budgets }, createRandom('greedy-bound'));
      return {
        endpoints: toCoverage(found.endpoints, offer, 'endpoints', bound.endpoints),
        links: toCoverage(found.links, offer, 'links', bound.links),
        concepts: toCoverage(found.concepts, offer, 'concepts', bound.concepts),
        shapes: toCoverage(found.shapes, offer, 'shapes', Math.min(served, offer.shapes.size)),
      };
    },
  };
}

/** What is covered beyond the offer (an inferred link, say) is left out; the bound is never below what was reached. */
function toCoverage(
  found: ReadonlySet<string>,
  offer: GraphOffer,
  part: keyof GraphOffer,
  bound: number,
): PartCoverage {
  const covered = [...found].filter((each) => offer[part].has(each)).length;
  return { covered, offered: offer[part].size, bound: Math.max(covered, Math.min(bound, offer[part].size)) };
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
