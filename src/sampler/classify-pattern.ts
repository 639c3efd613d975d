import type { PatternType } from '../types/plan-row.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Intent, ToolRegistry } from '../types/tool-registry.js';

/** A call as far as its pattern is concerned; all of it stands in a record. */
export type PatternCall = {
  readonly tool: string;
  readonly intent: Intent;
  /** Calls with the same number are made in one message; null: alone. */
  readonly group: number | null;
};

const reads: ReadonlySet<Intent> = new Set(['search', 'retrieve']);
const actions: ReadonlySet<Intent> = new Set(['create', 'update', 'delete', 'execute']);

/** The pattern of a chain; see `classifyCalls`. Endpoints that the registry does not hold count as reads. */
export function classifyPattern(chain: ToolChain, registry: ToolRegistry): PatternType {
  const wanted = new Set(chain.steps.map((step) => step.endpointId));
  const endpoints = new Map(
    registry.endpoints.filter(({ id }) => wanted.has(id)).map((endpoint) => [endpoint.id, endpoint]),
  );
  return classifyCalls(
    chain.steps.map((step) => {
      const endpoint = endpoints.get(step.endpointId);
      const tool = endpoint?.toolId ?? step.endpointId;
      return {
        endpoint: step.endpointId,
        tool,
        intent: endpoint?.intent ?? 'retrieve',
        group: step.parallelGroup,
      };
    }),
  );
}

/**
 * The first that holds, in the order in which records are recounted: `no_call`; `single_call`; `parallel`, some message
 * makes several calls; `search_then_action`, a search or retrieve and later a create, update, delete or execute;
 * `information_then_decision`, a search or retrieve and later a comparison; `multi_tool_chain`, calls of several tools;
 * else `sequential_multi_step`.
 */
export function classifyCalls(calls: readonly PatternCall[]): PatternType {
  if (calls.length === 0) return 'no_call';
  if (calls.length === 1) return 'single_call';
  let [hasRead, hasActed, hasCompared, hasSeveral] = [false, false, false, false];
  // A plan asks this of every chain that it draws: plain loops, no lists of parts.
  for (let at = 0; at < calls.length; at += 1) {
    const { tool, intent, group } = calls[at] as PatternCall;
    if (group !== null)
      for (let other = 0; other < at; other += 1) if (calls[other]?.group === group) return 'parallel';
    if (hasRead && actions.has(intent)) hasActed = true;
    if (hasRead && intent === 'compare') hasCompared = true;
    if (reads.has(intent)) hasRead = true;
    if (tool !== calls[0]?.tool) hasSeveral = true;
  }
  if (hasActed) return 'search_then_action';
  if (hasCompared) return 'information_then_decision';
  return hasSeveral ? 'multi_tool_chain' : 'sequential_multi_step';
}
