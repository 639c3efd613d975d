import type { RunConfig } from '../config/run-config.js';
import { createSampler } from '../sampler/create-sampler.js';
import { parseSamplerSettings } from '../sampler/parse-sampler-settings.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';

/** The sampler of a run: its part of the catalog under its settings. */
export function createRunSampler(
  { registry, graph }: { readonly registry: ToolRegistry; readonly graph: EndpointGraph },
  { components }: Pick<RunConfig, 'components'>,
): Sampler {
  return createSampler(registry, graph, parseSamplerSettings(components.sampler ?? {}));
}
