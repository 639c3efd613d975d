import { applyHints } from '../hints/apply-hints.js';
import { checkHints } from '../hints/check-hints.js';
import { findHints } from '../hints/find-hints.js';
import { type HintProblem, type HintUse, joinUses } from '../hints/hints.js';
import { type CatalogSources, readSources } from '../interpretation/interpret-catalog.js';
import { buildTools } from '../registry/build-registry.js';
import { nameTools } from '../registry/name-tools.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';
import { toCatalogDocument, type WrittenCatalog } from './to-catalog-document.js';

export type ImportedTools = WrittenCatalog & {
  readonly fileCount: number;
  readonly endpointCount: number;
  /** File of the hints that were taken into the catalog, and what of them says nothing about it; null where there are none. */
  readonly hints: { readonly file: string; readonly problems: readonly HintProblem[] } | null;
};

/**
 * Reads catalogs of any format, with the hints beside each (or those of one file), as one catalog in datagen's own format. What
 * could not be read is in the refusals, as `build` would say it.
 * @throws {DatagenError} as `readCatalog` and `findHints` do
 */
export async function importTools(
  sources: CatalogSources,
  hintsFile: string | null,
  knowledge: Knowledge,
): Promise<ImportedTools> {
  const found = await findHints(sources.paths, hintsFile);
  const { tools: read, refusals, fileCount } = await readSources(sources);
  const { names, refusals: ofNames } = nameTools(read);
  const uses: HintUse[] = [];
  const tools = read.flatMap((tool, place): readonly RawTool[] => {
    const name = names[place] ?? null;
    // One that another repeats could not be read back.
    if (name === null) return [];
    if (found === null) return [tool];
    const { tool: stated, use } = applyHints(tool, name, found.hints);
    uses.push(use);
    return [stated];
  });
  const written = toCatalogDocument(tools);
  const kept = names.filter((name) => name !== null);
  return {
    document: written.document,
    refusals: [...refusals, ...ofNames, ...written.refusals],
    fileCount,
    endpointCount: tools.reduce((sum, { endpoints }) => sum + endpoints.length, 0),
    hints:
      found === null
        ? null
        : {
            file: found.hints.file,
            problems: checkHints(
              found.hints,
              joinUses(uses),
              buildTools(tools, kept, knowledge).registry,
              knowledge,
            ),
          },
  };
}
