import { createModelRuntime, type ModelRuntimeOptions } from '../language-models/create-model-runtime.js';
import type { ModelSettings } from '../language-models/model-settings.js';
import { roomForAnother } from '../language-models/room-for-another.js';
import type { GenerationModels } from './generation-models.js';
import { keepHeapSmall } from './keep-heap-small.js';

export type ModelsOptions = Pick<
  ModelRuntimeOptions,
  | 'roles'
  | 'environment'
  | 'policy'
  | 'ledgerPath'
  | 'cacheDirectory'
  | 'replay'
  | 'budget'
  | 'signal'
  | 'report'
> & {
  readonly settings: ModelSettings;
  readonly agents: GenerationModels['agents'];
  readonly reasoning: boolean;
};

/** Opens the models of a run, or of a part of it, with as many rows under way as keep them busy. */
export async function openGenerationModels(options: ModelsOptions): Promise<GenerationModels> {
  const { settings, agents, reasoning, budget } = options;
  const runtime = await createModelRuntime(options);
  keepHeapSmall();
  const { limit } = settings.concurrency;
  // Some rows wait for the ones before them, so that more have to be under way than there are places.
  const width = agents === 'offline' ? limit : limit * 2;
  return {
    ...{ runtime, agents, width, reasoning, maxTokens: settings.maxTokens },
    mayBegin: roomForAnother(budget, runtime),
  };
}
