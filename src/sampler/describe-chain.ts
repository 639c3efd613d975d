import type { ChainSource, ToolChain } from '../types/tool-chain.js';
import type { ToolRegistry } from '../types/tool-registry.js';

/**
 * A chain in words for logs and refusals, one line a step:
 * `goal 1: hotels::search_hotels (search hotel): city ← the user's city` …
 */
export function describeChain(chain: ToolChain, registry: ToolRegistry): string {
  const endpoints = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const lines = chain.goals.flatMap((goal, number) =>
    goal.steps.map((index) => {
      const step = chain.steps[index];
      const endpoint = endpoints.get(step?.endpointId ?? '');
      const sources = (step?.arguments ?? []).map(
        ({ parameter, from }) => `${parameter} ← ${describeSource(from, chain)}`,
      );
      const what = endpoint
        ? ` (${endpoint.intent}${endpoint.entity === null ? '' : ` ${endpoint.entity}`})`
        : '';
      const group = step?.parallelGroup == null ? '' : ' ∥';
      const name = endpoint?.callName ?? step?.endpointId ?? '';
      return `goal ${number + 1}, step ${index}${group}: ${name}${what}: ${sources.join(', ') || 'no arguments'}`;
    }),
  );
  return lines.join('\n');
}

function describeSource(source: ChainSource, chain: ToolChain): string {
  switch (source.kind) {
    case 'slot':
      return `the user's ${chain.slots[source.slot]?.label || 'value'} [${source.slot}]`;
    case 'link':
      return `step ${source.step} ${source.field}${source.field.split('/').includes('*') ? ` of item ${source.item}` : ''}`;
    case 'default':
      return `default ${JSON.stringify(source.value)}`;
  }
}
