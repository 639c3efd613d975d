import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { loadKnowledge } from './concepts/load-knowledge.js';
import { packageVersion } from './config/describe-run.js';
import { hashBuildSettings } from './config/hash-build-settings.js';
import { configDirectory } from './config/package-paths.js';
import type { RunConfig } from './config/run-config.js';
import { InterruptedError } from './errors/interrupted-error.js';
import { plainEndpoints } from './graph/artifact-files.js';
import { buildGraphs } from './graph/build-graphs.js';
import { parseGraphSettings } from './graph/parse-graph-settings.js';
import { openStage } from './graph/stage-files.js';
import { startWriter } from './graph/start-writer.js';
import { cannotWrite, untouched, writeArtifacts } from './graph/write-artifacts.js';
import { checkHints } from './hints/check-hints.js';
import { findHints } from './hints/find-hints.js';
import type { HintProblem } from './hints/hints.js';
import { type CatalogSources, interpretCatalog } from './interpretation/interpret-catalog.js';
import type { BuildManifest } from './types/build-manifest.js';
import type { Refusal } from './types/refusal.js';
import type { EndpointGraph } from './types/tool-graph.js';
import type { ToolRegistry } from './types/tool-registry.js';

export type BuildOptions = {
  /** Folder or file of the catalog, or several sources of tools. */
  readonly catalog: string | CatalogSources;
  /** Folder that the artifacts go to. */
  readonly artifacts: string;
  readonly components: RunConfig['components'];
  /** File of hints; null: the one beside the catalog, where there is one. */
  readonly hints?: string | null;
  /** Threads to interpret the catalog in; by default what the machine and the catalog's size make worth while. */
  readonly threads?: number;
  /** Stops the build, which then throws an `InterruptedError` and leaves the artifacts as they were. */
  readonly signal?: AbortSignal;
};

export type BuildResult = {
  readonly manifest: BuildManifest;
  /** Everything that was not taken, or kept out of conversations; the manifest lists a part of each kind. */
  readonly refusals: readonly Refusal[];
  readonly registry: ToolRegistry;
  readonly graph: EndpointGraph;
  /** File of the hints and what of them says nothing about this catalog; null where there are none. */
  readonly hints: { readonly file: string; readonly problems: readonly HintProblem[] } | null;
};

/** Hints say as much about a build as the catalog does. */
function hashWithHints(catalog: string, hints: string): string {
  return createHash('sha256').update(`${catalog}\n${hints}`).digest('hex');
}

/** Catalog to artifacts: reads, interprets, links and writes. Throws a `DatagenError` when the catalog cannot serve. */
export async function buildArtifacts({
  catalog: sources,
  artifacts,
  components,
  hints: hintsFile = null,
  threads,
  signal,
}: BuildOptions): Promise<BuildResult> {
  const settings = parseGraphSettings(components.graph ?? {});
  const knowledge = loadKnowledge(configDirectory);
  const stopIfAsked = async (): Promise<void> => {
    // A signal gets in between the stages, which are one piece of work each.
    await setImmediate();
    if (signal?.aborted) throw new InterruptedError(untouched(artifacts));
  };
  const found = await findHints(typeof sources === 'string' ? [sources] : sources.paths, hintsFile);
  const catalog = await interpretCatalog(sources, knowledge, { threads, signal, hints: found?.hints }).catch(
    async (error: unknown) => {
      await stopIfAsked();
      throw error;
    },
  );
  await stopIfAsked();
  const { registry, packed, refusals } = catalog;
  const isPlain = registry.endpoints.length <= plainEndpoints;
  const stage = openStage(artifacts);
  const writer =
    packed === undefined || isPlain
      ? null
      : await startWriter({ registry, packed }, knowledge.concepts.values(), stage).catch(
          (error: unknown) => {
            throw cannotWrite(artifacts, error);
          },
        );
  try {
    const graphs = buildGraphs(registry, knowledge, settings);
    await stopIfAsked();
    const manifest = await writeArtifacts(artifacts, {
      registry,
      graphs,
      isPlain,
      stage,
      writer,
      signal,
      manifestInput: {
        datagenVersion: packageVersion(),
        inputHash: found === null ? catalog.hash : hashWithHints(catalog.hash, found.text),
        configHash: hashBuildSettings(components.graph ?? {}),
        refusals,
        counts: { files: catalog.fileCount },
      },
    });
    const hints =
      found === null
        ? null
        : {
            file: found.hints.file,
            problems: checkHints(found.hints, catalog.use, registry, knowledge),
          };
    return { manifest, refusals, registry, graph: graphs.projected, hints };
  } finally {
    await writer?.close();
    await stage.discard();
  }
}
