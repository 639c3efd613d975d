import { buildArtifacts } from '../../build-artifacts.js';
import { loadKnowledge } from '../../concepts/load-knowledge.js';
import { bundledCatalogDirectory, configDirectory } from '../../config/package-paths.js';
import { UnknownEndpointError } from '../../errors/unknown-endpoint-error.js';
import { explainRegistry } from '../../explain/explain-registry.js';
import type { Explanation } from '../../explain/explanation.js';
import { explanationText } from '../../explain/explanation-text.js';
import { findEndpoint } from '../../graph-view/find-endpoint.js';
import type { BuildManifest } from '../../types/build-manifest.js';
import type { EndpointGraph } from '../../types/tool-graph.js';
import type { ToolRegistry } from '../../types/tool-registry.js';
import { describeHintProblems, describeRefusal } from '../describe-refusals.js';
import { exitCodes } from '../exit-codes.js';
import { openSources } from '../open-sources.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Builds the artifacts of a catalog and says what was taken and what was not. */
export const runBuild: Command = async (
  { build: { artifacts, hints: hintsFile, explain, ...wanted }, components },
  { json, verbose },
  io,
) => {
  const { sources, shown } = await openSources(wanted, [bundledCatalogDirectory], io);
  const { manifest, refusals, hints, registry, graph } = await buildArtifacts({
    catalog: sources,
    artifacts,
    components,
    hints: hintsFile,
    signal: io.signal,
  });
  const explanation = explain === null ? null : explainBuild(registry, graph, explain);
  if (json) io.printJson(explanation === null ? manifest : { ...manifest, explanation });
  else {
    for (const line of describeBuild(manifest, artifacts)) io.print(line);
    if (explanation !== null) for (const line of explanationText(explanation)) io.print(line);
  }
  for (const warning of findWarnings(manifest, shown)) io.logError(`datagen: ${warning}`);
  for (const line of hints === null ? [] : describeHintProblems(hints.file, hints.problems))
    io.logError(`datagen: ${line}`);
  if (verbose) for (const refusal of refusals) io.log(describeRefusal(refusal));
  return exitCodes.ok;
};

/** What was understood of the endpoints that a name means. Throws `UnknownEndpointError` where it means none. */
function explainBuild(registry: ToolRegistry, graph: EndpointGraph, name: string): Explanation {
  const explanation = explainRegistry(registry, graph, loadKnowledge(configDirectory), name);
  if (explanation.endpoints.length > 0 || name === '') return explanation;
  findEndpoint(registry, name);
  throw new UnknownEndpointError(name, []);
}

/** What will keep `generate` from making much of this catalog, and what to do about it. */
function findWarnings({ counts }: BuildManifest, catalog: string): string[] {
  if ((counts.projected_entries ?? 0) === 0) {
    return [
      `No endpoint of '${catalog}' can open a conversation: every usable one needs a value that only another one's answer could bring, or none is usable. See the refusals above; give required parameters examples ("default") and answers a "schema".`,
    ];
  }
  if ((counts.projected_edges_data_link ?? 0) > 0) return [];
  return [
    `Nothing in '${catalog}' can be linked: no answer brings what another endpoint takes, so only requests that stand alone can be made. Give endpoints a response "schema" whose ids others take as parameters.`,
  ];
}

function describeBuild({ counts, refusal_counts: refused }: BuildManifest, artifacts: string): string[] {
  const count = (what: string): number => counts[what] ?? 0;
  const reasons = [...refused.by_reason].sort((left, right) => right.count - left.count);
  return [
    `read       ${plural(count('files'), 'file')}: ${plural(count('tools'), 'tool')} in ${plural(count('categories'), 'category')}, ${plural(count('endpoints'), 'endpoint')}`,
    `usable     ${plural(count('usable_endpoints'), 'endpoint')}, ${count('projected_entries')} of them can open a conversation`,
    `responses  ${count('responses_declared')} declared, ${count('responses_inferred')} inferred, ${count('responses_unknown')} unknown`,
    `edges      ${count('projected_edges_data_link')} data_link, ${count('projected_edges_semantic')} semantic, ${count('projected_edges_category')} category`,
    ...(refused.total === 0 ? ['refused    nothing'] : [`refused or left out: ${refused.total}`]),
    ...reasons.map((each) => `  ${String(each.count).padStart(6)}  ${each.level}: ${each.reason}`),
    `written to ${artifacts}`,
  ];
}
