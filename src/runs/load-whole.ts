import type { RunConfig } from '../config/run-config.js';
import type { RealisationCatalog } from '../generation/create-realisation.js';

/** The whole catalog with its sampler, read in this thread where the run makes variants; nothing else needs it. */
export async function loadWhole(config: RunConfig): Promise<Pick<RealisationCatalog, 'whole'>> {
  if (!config.generate.twins)
    return {
      whole: () => {
        throw new Error('Only variants need the whole catalog.');
      },
    };
  const [{ loadArtifacts }, { selectTools }, { createRunSampler }] = await Promise.all([
    import('../load-artifacts.js'),
    import('../plan/select-tools.js'),
    import('../steering/create-run-sampler.js'),
  ]);
  const artifacts = await loadArtifacts(config.generate.artifacts, config.components);
  const catalog = selectTools(artifacts, config.generate);
  const sampler = createRunSampler(catalog, config);
  return { whole: () => ({ ...catalog, sampler }) };
}
