import { buildArtifacts } from '../../build-artifacts.js';
import { bundledCatalogDirectory } from '../../config/package-paths.js';
import type { BuildManifest } from '../../types/build-manifest.js';
import { describeHintProblems, describeRefusal } from '../describe-refusals.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Builds the artifacts of a catalog and says what was taken and what was not. */
export const runBuild: Command = async (
  { build: { data, artifacts, hints: hintsFile }, components },
  { json, verbose },
  io,
) => {
  const catalog = data ?? bundledCatalogDirectory;
  const { manifest, refusals, hints } = await buildArtifacts({
    catalog,
    artifacts,
    components,
    hints: hintsFile,
    signal: io.signal,
  });
  if (json) io.printJson(manifest);
  else for (const line of describeBuild(manifest, artifacts)) io.print(line);
  for (const warning of findWarnings(manifest, catalog)) io.logError(`datagen: ${warning}`);
  for (const line of hints === null ? [] : describeHintProblems(hints.file, hints.problems))
    io.logError(`datagen: ${line}`);
  if (verbose) for (const refusal of refusals) io.log(describeRefusal(refusal));
  return exitCodes.ok;
};

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
