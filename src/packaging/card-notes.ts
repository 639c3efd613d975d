import { isJsonObject } from '../json/is-json-object.js';
import { isMet } from '../metrics/render-metrics.js';
import { type CardInput, countConversations } from './card-input.js';
import { markdownTable, plainText } from './markdown.js';
import type { PackageFacts } from './package-facts.js';
import { manifestName, type PackageManifest } from './package-manifest.js';

export function sourcesText({ facts, manifest, saved }: CardInput): string {
  const lines: string[] = [];
  const imported = Object.entries(facts.imported);
  for (const [format, count] of imported)
    lines.push(
      `- ${count} conversations were imported from the format ${plainText(format)}; who made them, and from what, is not known.`,
    );
  const madeBy = saved !== null && isJsonObject(saved.made_by) ? saved.made_by : {};
  if (imported.length < 1 || saved !== null) {
    const version = typeof madeBy.version === 'string' ? plainText(madeBy.version) : 'not known';
    const hash = typeof madeBy.catalog_hash === 'string' ? plainText(madeBy.catalog_hash) : 'not known';
    lines.push(`- Made by datagen, version ${version}.`, `- Catalog of tools: hash ${hash}.`);
  }
  lines.push(
    saved === null
      ? '- No configuration was saved beside the dataset.'
      : '- The whole configuration is `generation.config.json`; `datagen generate --config` repeats it.',
  );
  lines.push(
    `- Packaged by datagen ${plainText(manifest.made_by)}; \`${manifestName}\` holds its settings and the hash of each file.`,
  );
  const run = saved !== null && isJsonObject(saved.run) ? saved.run : {};
  if (!isJsonObject(run.generate)) return lines.join('\n');
  const settings = Object.entries(run.generate).map(([name, value]) => [name, JSON.stringify(value)]);
  return [lines.join('\n'), markdownTable(['setting of generate', 'value'], settings)].join('\n\n');
}

export function modelsText({ agents, metrics }: PackageFacts): string {
  const rows = Object.entries(agents).flatMap(([role, played]) =>
    Object.entries(played).map(([agent, count]) => [role, agent, count]),
  );
  if (rows.length === 0) return 'The conversations do not say who wrote them.';
  const scored = metrics.figures.score_mean_score?.basis ?? 0;
  return [
    markdownTable(['role', 'who', 'conversations'], rows),
    '`offline` is no language model: rules with data. Tool results are always simulated; no API was called.',
    scored === 0 ? 'No conversation was judged.' : `${scored} base conversations were judged.`,
  ].join('\n\n');
}

export function licenceText({ facts, manifest }: CardInput): string {
  const said =
    manifest.license === 'unknown'
      ? 'Whoever publishes this dataset has not named a licence yet (`--license`).'
      : `Published under ${plainText(manifest.license)}, as whoever publishes it says.`;
  const models = Object.values(facts.agents).some((played) => Object.keys(played).some(isModel));
  const notes = [said, 'Names and descriptions of tools come from the catalog and stay under its terms.'];
  if (models)
    notes.push(
      'Texts of language models may fall under the terms of their providers, on training other models with them in particular.',
    );
  if (Object.keys(facts.imported).length > 0)
    notes.push('Imported conversations stay under the terms of where they come from.');
  return notes.join(' ');
}

function isModel(agent: string): boolean {
  return !agent.startsWith('offline');
}

export function limitsText(facts: PackageFacts, { references, split }: PackageManifest): string {
  const { responses, untrained, metrics, shared, testTools } = facts;
  const lines: string[] = [];
  const imported = Object.values(facts.imported).reduce((sum, count) => sum + count, 0);
  if (imported > 0) lines.push(`Of ${imported} imported conversations no source of any value is known.`);
  if (imported < countConversations(facts))
    lines.push(
      'Users, results and the world behind them are simulated; names and places are plausible, not real.',
    );
  if (responses.inferred > 0)
    lines.push(
      `${responses.inferred} of ${responses.declared + responses.inferred + responses.unknown} calls are of functions whose catalog declares no response: the shape of their results was inferred.`,
    );
  if (untrained.messages > 0)
    lines.push(
      `${untrained.messages} assistant messages in ${untrained.conversations} conversations have weight 0 and are not to be trained on.`,
    );
  if (split.by !== 'tool' && shared.tool > 0)
    lines.push(
      `${shared.tool} tools are called in several splits: the test split says little about tools that were never seen.`,
    );
  else if (testTools.called > testTools.unseen)
    lines.push(
      `${testTools.called - testTools.unseen} of the tools that the test split calls are offered, not called, in others.`,
    );
  const missed = references.figures.flatMap((reference) => {
    const figure = metrics.figures[reference.name];
    return figure !== undefined && isMet(figure, reference) === 'no' ? [plainText(reference.title)] : [];
  });
  if (missed.length > 0) lines.push(`Figures that miss their target: ${missed.join('; ')}.`);
  return lines.length === 0 ? 'None that the data show.' : lines.map((line) => `- ${line}`).join('\n');
}
