import { classifyCalls, type PatternCall } from '../sampler/classify-pattern.js';
import type { PatternType } from '../types/plan-row.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';

/** What a conversation covers of the graph, each once. */
export type CoveredParts = {
  /** Endpoint ids. */
  readonly endpoints: readonly string[];
  /** `<source endpoint id> <target endpoint id>`: an output of the one filled an argument of the other. */
  readonly links: readonly string[];
  /** Concepts of the arguments passed. */
  readonly concepts: readonly string[];
  /** `<pattern> <length class>`. */
  readonly shape: string;
};

export type LengthClass = 'short' | 'medium' | 'long';

/** 1–2 calls, 3–4, 5 and more: as the shares of the mix count them. */
export function lengthClassOf(calls: number): LengthClass {
  if (calls <= 2) return 'short';
  return calls >= 5 ? 'long' : 'medium';
}

export function shapeOf(pattern: PatternType, calls: number): string {
  return `${pattern} ${lengthClassOf(calls)}`;
}

export function linkKey(from: string, to: string): string {
  return `${from} ${to}`;
}

/** What a chain would cover, by those of its steps that are performed: all by default. */
export function partsOfChain(
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
  performed?: ReadonlySet<number>,
): CoveredParts {
  // A plan asks this of every chain it looks at; chains are short, so that lists do for sets.
  const ids: string[] = [];
  const links: string[] = [];
  const concepts: string[] = [];
  const calls: PatternCall[] = [];
  let steps = 0;
  for (const [index, step] of chain.steps.entries()) {
    if (performed?.has(index) === false) continue;
    steps += 1;
    addOnce(ids, step.endpointId);
    const endpoint = endpoints.get(step.endpointId);
    for (const { parameter, from } of step.arguments) {
      if (from.kind === 'default') continue;
      const supplier = from.kind === 'link' ? chain.steps[from.step]?.endpointId : undefined;
      if (supplier !== undefined) addOnce(links, linkKey(supplier, step.endpointId));
      const concept = endpoint?.parameters.find(({ name }) => name === parameter)?.concept?.id;
      if (concept !== undefined) addOnce(concepts, concept);
    }
    if (endpoint) calls.push({ tool: endpoint.toolId, intent: endpoint.intent, group: step.parallelGroup });
  }
  return { endpoints: ids, links, concepts, shape: shapeOf(classifyCalls(calls), steps) };
}

function addOnce(list: string[], text: string): void {
  if (!list.includes(text)) list.push(text);
}
