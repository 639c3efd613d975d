import { join } from 'node:path';
import { type ImportedTools, importTools } from '../catalog-format/import-tools.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { bundledCatalogDirectory, configDirectory } from '../config/package-paths.js';
import { UsageError } from '../errors/usage-error.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import { exists } from '../files/exists.js';
import { readCatalogFile } from '../ingest/read-catalog-file.js';
import type { CatalogSources } from '../interpretation/interpret-catalog.js';
import { buildRegistry } from '../registry/build-registry.js';
import { newProject, projectFiles } from './project-files.js';

export type StartedProject = {
  /** Names of the files written, in the order in which they were. */
  readonly files: readonly string[];
  readonly imported: ImportedTools;
};

/** Of the bundled catalog, by the names of the files: enough to link and to choose among. */
const sample = ['Weather/skycast.json', 'Travel/staywell_hotels.json', 'Travel/wanderlist_activities.json'];

/**
 * Writes the files of a new project into a folder, which is made if need be: a catalog of `sources`, else of a sample.
 * @throws {UsageError} when the folder has any of the files already; nothing is written then
 */
export async function startProject(folder: string, sources: CatalogSources | null): Promise<StartedProject> {
  const names = Object.values(projectFiles);
  for (const name of names)
    if (await exists(join(folder, name)))
      throw new UsageError(
        `${join(folder, name)} is there already; init writes over nothing.`,
        'Name another folder: datagen init DIR.',
      );
  const knowledge = loadKnowledge(configDirectory);
  const bundled = { paths: sample.map((path) => join(bundledCatalogDirectory, path)) };
  const read = await importTools(sources ?? bundled, null, knowledge);
  const imported = sources === null ? withCategories(read) : read;
  const text = Buffer.from(JSON.stringify(imported.document));
  const { registry } = buildRegistry(readCatalogFile(text, projectFiles.catalog).tools, knowledge);
  const files = newProject(imported, registry);
  for (const [name, content] of files)
    if (!(await writeFileAtomically(join(folder, name), content, { onCommit: 'first_wins' })))
      throw new UsageError(`${join(folder, name)} came to be meanwhile.`, 'Look at the folder.');
  return { files: [...files.keys()], imported };
}

/** Files read one by one have no folder that would be their category. */
function withCategories(imported: ImportedTools): ImportedTools {
  const { document } = imported;
  const tools = document.tools.map((tool, place) => ({
    ...tool,
    category: sample[place]?.split('/')[0] ?? 'Travel',
  }));
  return { ...imported, document: { ...document, tools } };
}
