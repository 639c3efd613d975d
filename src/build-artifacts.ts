import { loadKnowledge } from './concepts/load-knowledge.js';
import { packageVersion } from './config/describe-run.js';
import { hashBuildSettings } from './config/hash-build-settings.js';
import { configDirectory } from './config/package-paths.js';
import type { RunConfig } from './config/run-config.js';
import { buildGraphs } from './graph/build-graphs.js';
import { parseGraphSettings } from './graph/parse-graph-settings.js';
import { writeArtifacts } from './graph/write-artifacts.js';
import { readCatalog } from './ingest/read-catalog.js';
import { buildRegistry } from './registry/build-registry.js';
import type { BuildManifest } from './types/build-manifest.js';
import type { Refusal } from './types/refusal.js';

export type BuildOptions = {
  /** Folder or file of the catalog. */
  readonly catalog: string;
  /** Folder that the artifacts go to. */
  readonly artifacts: string;
  readonly components: RunConfig['components'];
};

export type BuildResult = {
  readonly manifest: BuildManifest;
  /** Everything that was not taken, or kept out of conversations; the manifest lists a part of each kind. */
  readonly refusals: readonly Refusal[];
};

/** Catalog to artifacts: reads, interprets, links and writes. Throws a `DatagenError` when the catalog cannot serve. */
export async function buildArtifacts({
  catalog: path,
  artifacts,
  components,
}: BuildOptions): Promise<BuildResult> {
  const settings = parseGraphSettings(components.graph ?? {});
  const knowledge = loadKnowledge(configDirectory);
  const catalog = await readCatalog(path);
  const { registry, refusals: registryRefusals } = buildRegistry(catalog.tools, knowledge);
  const graphs = buildGraphs(registry, knowledge, settings);
  const refusals = [...catalog.refusals, ...registryRefusals];
  const manifest = await writeArtifacts(artifacts, {
    registry,
    graphs,
    manifestInput: {
      datagenVersion: packageVersion(),
      inputHash: catalog.hash,
      configHash: hashBuildSettings(components.graph ?? {}),
      refusals,
      counts: { files: catalog.fileCount },
    },
  });
  return { manifest, refusals };
}
