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
  const groups = calls.flatMap(({ group }) => group ?? []);
  if (new Set(groups).size < groups.length) return 'parallel';
  const firstRead = calls.findIndex(({ intent }) => reads.has(intent));
  const later = firstRead < 0 ? [] : calls.slice(firstRead + 1);
  if (later.some(({ intent }) => actions.has(intent))) return 'search_then_action';
  if (later.some(({ intent }) => intent === 'compare')) return 'information_then_decision';
  return new Set(calls.map(({ tool }) => tool)).size > 1 ? 'multi_tool_chain' : 'sequential_multi_step';
}
