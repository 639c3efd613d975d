import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { createConceptIndex } from '../graph/concept-index.js';
import { parseGraphSettings } from '../graph/parse-graph-settings.js';
import type { LoadedArtifacts } from '../load-artifacts.js';
import type { PairContext } from './pair-context.js';

/** What `explainPair` needs, for artifacts that were built with these settings. */
export function loadPairContext(
  { registry, graph }: Pick<LoadedArtifacts, 'registry' | 'graph'>,
  components: RunConfig['components'],
): PairContext {
  const concepts = createConceptIndex(loadKnowledge(configDirectory).concepts.values());
  return { registry, graph, concepts, settings: parseGraphSettings(components.graph ?? {}) };
}
