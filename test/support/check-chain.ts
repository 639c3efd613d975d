import type { SampleRequest } from '../../src/types/sampling.js';
import type { ChainSource, ToolChain } from '../../src/types/tool-chain.js';
import type { EndpointGraph } from '../../src/types/tool-graph.js';
import type { Endpoint, ToolRegistry } from '../../src/types/tool-registry.js';

/** What is wrong with a chain, by the rules alone: shares no code with the sampler. Empty for a good chain. */
export function checkChain(
  chain: ToolChain,
  request: SampleRequest,
  registry: ToolRegistry,
  graph: EndpointGraph,
): readonly string[] {
  const endpoints = chain.steps.map((step) => registry.endpoints.find(({ id }) => id === step.endpointId));
  if (endpoints.some((endpoint) => endpoint === undefined)) return ['names an unknown endpoint'];
  const found = endpoints as Endpoint[];
  return [
    ...checkArguments(chain, found, graph),
    ...checkSlots(chain, found),
    ...checkConnections(chain, graph),
    ...checkRepeats(chain),
    ...checkGoals(chain),
    ...checkGroups(chain),
    ...checkLives(chain, found),
    ...checkRequest(chain, found, request),
  ];
}

function checkArguments(chain: ToolChain, endpoints: readonly Endpoint[], graph: EndpointGraph): string[] {
  return chain.steps.flatMap((step, index) => {
    const endpoint = endpoints[index];
    const names = step.arguments.map(({ parameter }) => parameter);
    const problems: string[] = [];
    if (endpoint?.unusable !== null) problems.push(`step ${index} is unusable`);
    if (new Set(names).size < names.length) problems.push(`step ${index} passes a parameter twice`);
    const sources = step.arguments
      .map(({ from }) => JSON.stringify(from))
      .filter((from) => !from.includes('default'));
    if (new Set(sources).size < sources.length) problems.push(`step ${index} passes one value twice`);
    for (const parameter of endpoint?.parameters ?? [])
      if (parameter.required && !names.includes(parameter.name))
        problems.push(`step ${index} lacks ${parameter.name}`);
    for (const { parameter: name, from } of step.arguments) {
      const parameter = endpoint?.parameters.find((each) => each.name === name);
      if (!parameter) problems.push(`step ${index} passes unknown ${name}`);
      if (parameter?.source === 'none' && from.kind !== 'link')
        problems.push(`step ${index}: ${name} can only be linked`);
      if (from.kind === 'link') problems.push(...checkLink(chain, index, name, from, graph));
    }
    return problems;
  });
}

function checkLink(
  chain: ToolChain,
  index: number,
  parameter: string,
  from: ChainSource & { readonly kind: 'link' },
  graph: EndpointGraph,
): string[] {
  if (from.step >= index) return [`step ${index} links forward`];
  const source = chain.steps[from.step]?.endpointId;
  const target = chain.steps[index]?.endpointId;
  const edge = graph.edges.find(
    (each) => each.kind === 'data_link' && each.from === source && each.to === target,
  );
  const holds = edge?.links.some((link) => link.parameter === parameter && link.field === from.field);
  const problems = holds ? [] : [`step ${index}: ${parameter} follows a link that the graph does not hold`];
  if (from.item > 0 && !from.field.includes('*'))
    problems.push(`step ${index} takes another item of no list`);
  return problems;
}

function checkSlots(chain: ToolChain, endpoints: readonly Endpoint[]): string[] {
  const used = new Set(chain.steps.flatMap((step) => step.arguments.map(({ from }) => slotOf(from))));
  return chain.slots.flatMap((slot, index) => {
    const owner = endpoints.find(({ id }) => id === slot.endpointId);
    const parameter = owner?.parameters.find(({ name }) => name === slot.parameter);
    const problems = used.has(index) ? [] : [`slot ${index} is never used`];
    if (parameter?.source !== 'user') problems.push(`slot ${index} is nothing that a user says`);
    return problems;
  });
}

function checkConnections(chain: ToolChain, graph: EndpointGraph): string[] {
  const meanings = new Map(graph.nodes.map((node) => [node.endpointId, node.meanings ?? []]));
  const said = new Set<number>();
  const connected = chain.steps.map((step, index) => {
    const own = meanings.get(step.endpointId) ?? [];
    const holds =
      index === 0 ||
      step.arguments.some(
        ({ parameter, from }) =>
          from.kind === 'link' ||
          (from.kind === 'slot' &&
            said.has(from.slot) &&
            own.some((meaning) => meaning.parameter === parameter && meaning.share > 0)),
      );
    for (const { from } of step.arguments) if (from.kind === 'slot') said.add(from.slot);
    return holds;
  });
  // A supplier may stand on its own feet when a later step of its goal uses it.
  for (let index = chain.steps.length - 1; index >= 0; index -= 1) {
    const group = chain.steps[index]?.parallelGroup ?? null;
    if (connected[index]) for (const from of linksOf(chain, index)) connected[from] = true;
    if (
      group !== null &&
      connected.some((holds, other) => holds && chain.steps[other]?.parallelGroup === group)
    )
      connected[index] = true;
  }
  return connected.flatMap((holds, index) => (holds ? [] : [`step ${index} is not connected`]));
}

function checkRepeats(chain: ToolChain): string[] {
  return chain.steps.flatMap((step, index) =>
    chain.steps.slice(index + 1).flatMap((other) => {
      if (step.endpointId !== other.endpointId) return [];
      if (step.parallelGroup === null || step.parallelGroup !== other.parallelGroup)
        return [`repeats ${step.endpointId}`];
      return JSON.stringify(step.arguments) === JSON.stringify(other.arguments)
        ? [`calls ${step.endpointId} twice`]
        : [];
    }),
  );
}

function checkGoals(chain: ToolChain): string[] {
  const order = chain.goals.flatMap(({ steps }) => steps);
  if (order.join() !== chain.steps.map((_, index) => index).join())
    return ['goals do not partition the steps in order'];
  return chain.goals.flatMap(({ steps }, number) => {
    const last = steps.at(-1) ?? 0;
    const group = chain.steps[last]?.parallelGroup ?? null;
    const needed = new Set(
      steps.filter(
        (index) => index === last || (group !== null && chain.steps[index]?.parallelGroup === group),
      ),
    );
    for (const index of [...steps].reverse())
      if (needed.has(index)) for (const from of linksOf(chain, index)) needed.add(from);
    return steps.flatMap((index) =>
      needed.has(index) ? [] : [`goal ${number} does not need step ${index}`],
    );
  });
}

function checkGroups(chain: ToolChain): string[] {
  return chain.steps.flatMap((step, index) =>
    linksOf(chain, index).flatMap((from) =>
      step.parallelGroup !== null && chain.steps[from]?.parallelGroup === step.parallelGroup
        ? [`step ${index} depends on its parallel sibling`]
        : [],
    ),
  );
}

function checkLives(chain: ToolChain, endpoints: readonly Endpoint[]): string[] {
  const gone = new Set<string>();
  return chain.steps.flatMap((step, index) => {
    const sources = step.arguments.map(({ from }) => JSON.stringify(from));
    const endpoint = endpoints[index];
    const problems = sources.some((source) => gone.has(source)) ? [`step ${index} uses what is gone`] : [];
    const id = step.arguments.find(({ parameter }) => parameter === endpoint?.idParameter);
    if (endpoint?.intent === 'delete' && id) gone.add(JSON.stringify(id.from));
    return problems;
  });
}

function checkRequest(chain: ToolChain, endpoints: readonly Endpoint[], request: SampleRequest): string[] {
  const problems: string[] = [];
  const { steps, goals, mode } = request;
  const groups = chain.steps.flatMap(({ parallelGroup }) => parallelGroup ?? []);
  if (chain.steps.length < steps.minimum || chain.steps.length > steps.maximum)
    problems.push('has another length');
  if (chain.goals.length < goals.minimum || chain.goals.length > goals.maximum)
    problems.push('has other goals');
  if (mode === 'short' && chain.steps.length > 2) problems.push('is not short');
  if (mode === 'sequential' && chain.steps.length < 2) problems.push('is no sequence');
  if (mode === 'multi_tool' && new Set(endpoints.map(({ toolId }) => toolId)).size < 2)
    problems.push('has one tool');
  if (mode === 'parallel' && new Set(groups).size === groups.length) problems.push('has nothing parallel');
  if (mode === 'clarification_first' && !asks(chain, endpoints)) problems.push('leaves nothing to ask');
  if (request.start !== undefined && !chain.steps.some(({ endpointId }) => endpointId === request.start))
    problems.push('lacks its start');
  return problems;
}

function asks(chain: ToolChain, endpoints: readonly Endpoint[]): boolean {
  return (chain.steps[0]?.arguments ?? []).some(
    ({ parameter, from }) =>
      from.kind === 'slot' &&
      endpoints[0]?.parameters.some((each) => each.name === parameter && each.required),
  );
}

function linksOf(chain: ToolChain, index: number): number[] {
  return (chain.steps[index]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'link' ? [from.step] : [],
  );
}

function slotOf(from: ChainSource): number {
  return from.kind === 'slot' ? from.slot : -1;
}
