import type { Environment } from './config/read-environment.js';
import type { RunConfig } from './config/run-config.js';
import { toRealisationCatalog } from './generation/create-realisation.js';
import type { GenerationModels } from './generation/generation-models.js';
import { toPlanContext } from './generation/plan-context.js';
import { type PlanEnd, planRows } from './generation/plan-rows.js';
import { createRowRealiser } from './generation/realise-rows.js';
import type { Artifacts } from './graph/read-artifacts.js';
import { selectTools } from './plan/select-tools.js';
import { createRunSampler } from './steering/create-run-sampler.js';
import type { GenerationEvent } from './types/generation-event.js';

/**
 * Generates the records of a run in the order of the plan, in this process and into memory. Each row becomes a record or a
 * hole; text gates look at the row's own block only, in the order of the rows, so any shorter run is a prefix of this one.
 */
export async function* generateDataset(
  artifacts: Artifacts,
  config: RunConfig,
  models: GenerationModels | null = null,
  environment: Environment = {},
): AsyncGenerator<GenerationEvent, void, undefined> {
  const catalog = selectTools(artifacts, config.generate);
  const sampler = createRunSampler(catalog, config);
  const plan = toPlanContext(catalog, sampler, config, { modelBacked: isModelBacked(models), environment });
  const realise = createRowRealiser(toRealisationCatalog(catalog, sampler), config, models);
  const end: PlanEnd = { planned: 0, exhausted: null };
  for await (const { events } of realise(planRows(plan, config.generate.n, end))) yield* events;
  if (end.exhausted !== null)
    yield { type: 'catalog-exhausted', planned: end.planned, reason: end.exhausted };
}

export function isModelBacked(models: GenerationModels | null): boolean {
  return models !== null && models.agents !== 'offline';
}
