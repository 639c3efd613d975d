import { join } from 'node:path';
import { packageVersion } from './config/describe-run.js';
import { hashBuildSettings } from './config/hash-build-settings.js';
import { bundledCatalogDirectory } from './config/package-paths.js';
import type { RunConfig } from './config/run-config.js';
import { ArtifactsUnreadableError } from './errors/artifacts-unreadable-error.js';
import { exists } from './files/exists.js';
import { artifactFiles } from './graph/artifact-files.js';
import { type Artifacts, readArtifacts } from './graph/read-artifacts.js';

export type LoadedArtifacts = Artifacts & {
  /** True where there were none and the bundled catalog was built. */
  readonly built: boolean;
};

/**
 * Reads built artifacts; where there are none, builds them from the bundled catalog first. Throws a `DatagenError` when
 * they are of another version or other settings, or not the files that their manifest was written with.
 */
export async function loadArtifacts(
  directory: string,
  components: RunConfig['components'],
): Promise<LoadedArtifacts> {
  const built = !(await exists(join(directory, artifactFiles.manifest)));
  if (built) await buildBundled(directory, components);
  const expected = {
    datagenVersion: packageVersion(),
    configHash: hashBuildSettings(components.graph ?? {}),
  };
  return { ...(await readArtifacts(directory, expected)), built };
}

async function buildBundled(directory: string, components: RunConfig['components']): Promise<void> {
  await refuseUnfinished(directory);
  // Most runs find artifacts, and do without all that builds them.
  const { buildArtifacts } = await import('./build-artifacts.js');
  await buildArtifacts({ catalog: bundledCatalogDirectory, artifacts: directory, components });
}

/** The manifest is written last: without it the other files are of a build that broke off, of who knows what catalog. */
async function refuseUnfinished(directory: string): Promise<void> {
  for (const file of [artifactFiles.registry, artifactFiles.projected]) {
    if (!(await exists(join(directory, file)))) continue;
    throw new ArtifactsUnreadableError(join(directory, file), `has no ${artifactFiles.manifest} beside it`);
  }
}
