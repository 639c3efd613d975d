import { applyHints } from '../hints/apply-hints.js';
import { checkHints } from '../hints/check-hints.js';
import { type FoundHints, findHints } from '../hints/find-hints.js';
import { type HintProblem, type HintUse, joinUses } from '../hints/hints.js';
import { readCatalog } from '../ingest/read-catalog.js';
import { buildTools } from '../registry/build-registry.js';
import { nameTools } from '../registry/name-tools.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { toCatalogDocument, type WrittenCatalog } from './to-catalog-document.js';

export type ImportedTools = WrittenCatalog & {
  readonly fileCount: number;
  readonly endpointCount: number;
  /** Files of hints that were taken into the catalog, and what of them says nothing about it. */
  readonly hints: readonly { readonly file: string; readonly problems: readonly HintProblem[] }[];
};

/**
 * Reads catalogs of any format, with the hints beside each (or those of one file), as one catalog in datagen's own format. What
 * could not be read is in the refusals, as `build` would say it.
 * @throws {DatagenError} as `readCatalog` and `findHints` do
 */
export async function importTools(
  paths: readonly string[],
  hintsFile: string | null,
  knowledge: Knowledge,
): Promise<ImportedTools> {
  const parts: { readonly tools: readonly RawTool[]; readonly found: FoundHints | null }[] = [];
  const refusals: Refusal[] = [];
  let fileCount = 0;
  for (const path of paths) {
    const found = await findHints(path, hintsFile);
    const catalog = await readCatalog(path);
    parts.push({ tools: catalog.tools, found });
    for (const refusal of catalog.refusals) refusals.push(refusal);
    fileCount += catalog.fileCount;
  }
  const { names, refusals: ofNames } = nameTools(parts.flatMap(({ tools }) => tools));
  for (const refusal of ofNames) refusals.push(refusal);

  const uses = new Map<string, { readonly found: FoundHints; readonly uses: HintUse[] }>();
  let place = 0;
  const tools = parts.flatMap(({ tools: read, found }) =>
    read.flatMap((tool): readonly RawTool[] => {
      const name = names[place] ?? null;
      place += 1;
      // One that another repeats could not be read back.
      if (name === null) return [];
      if (found === null) return [tool];
      const { tool: stated, use } = applyHints(tool, name, found.hints);
      const known = uses.get(found.hints.file) ?? { found, uses: [] };
      known.uses.push(use);
      uses.set(found.hints.file, known);
      return [stated];
    }),
  );
  const written = toCatalogDocument(tools);
  const kept = names.filter((name) => name !== null);
  const registry = uses.size === 0 ? null : buildTools(tools, kept, knowledge).registry;
  return {
    document: written.document,
    refusals: [...refusals, ...written.refusals],
    fileCount,
    endpointCount: tools.reduce((sum, { endpoints }) => sum + endpoints.length, 0),
    hints: [...uses].map(([file, { found, uses: each }]) => ({
      file,
      problems: registry === null ? [] : checkHints(found.hints, joinUses(each), registry, knowledge),
    })),
  };
}
