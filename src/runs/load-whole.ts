import type { RunConfig } from '../config/run-config.js';
import type { RealisationCatalog } from '../generation/create-realisation.js';
import { loadArtifacts } from '../load-artifacts.js';
import { selectTools } from '../plan/select-tools.js';
import { createRunSampler } from '../steering/create-run-sampler.js';

/** The whole catalog with its sampler, read in this thread where the run makes variants; nothing else needs it. */
export async function loadWhole(config: RunConfig): Promise<Pick<RealisationCatalog, 'whole'>> {
  if (!config.generate.twins)
    return {
      whole: () => {
        throw new Error('Only variants need the whole catalog.');
      },
    };
  const artifacts = await loadArtifacts(config.generate.artifacts, config.components);
  const catalog = selectTools(artifacts, config.generate);
  const sampler = createRunSampler(catalog, config);
  return { whole: () => ({ ...catalog, sampler }) };
}
