import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import type { Environment } from '../config/read-environment.js';
import type { RunConfig } from '../config/run-config.js';
import { loadNameReading } from '../language/data/load-name-reading.js';
import { createMemory } from '../memory/create-memory.js';
import { parseMemorySettings } from '../memory/parse-memory-settings.js';
import type { PlanContext } from '../plan/create-plan.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import type { Sampler } from '../types/sampling.js';

export type PlanOptions = {
  /** Whether models take part, which a memory with a server may ask for embeddings. */
  readonly modelBacked: boolean;
  readonly environment: Environment;
};

/** What the plan of a run is made from. Its memory is open; whoever makes the plan closes it. */
export function toPlanContext(
  { registry, graph }: SelectedCatalog,
  sampler: Sampler,
  config: RunConfig,
  { modelBacked, environment }: PlanOptions,
): PlanContext {
  const { seed, mode, locale, difficulty, corpusMemory, cache, replayOnly } = config.generate;
  const { localeShares, shares, attempts, distractors } = config.plan;
  return {
    ...{ registry, graph, sampler },
    knowledge: loadKnowledge(configDirectory),
    memory: createMemory({
      ...parseMemorySettings(config.components.memory),
      ...{ modelBacked, environment },
      cache: { directory: cache, replayOnly },
    }),
    unsayable: loadNameReading(configDirectory).unsayable,
    settings: {
      ...{ seed, mode, locale, localeShares, shares },
      ...{ attempts, distractors, difficulty, corpusMemory },
    },
  };
}
