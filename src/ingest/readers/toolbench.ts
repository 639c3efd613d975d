import type { CatalogDocument, CatalogReader, FileReading } from '../catalog-reader.js';
import { refusedFile } from '../catalog-reader.js';
import { detectForm } from '../detect-form.js';
import { textMember } from '../json-shape.js';
import { readListForm } from '../read-list-form.js';
import { readQueryForm } from '../read-query-form.js';
import { readToolForm } from '../read-tool-form.js';

/** Category of tools that no folder and no key gives one. */
export const uncategorized = 'Uncategorized';

/** ToolBench's data in all its on-disk forms: tools, lists of tools, queries. */
export const toolbench: CatalogReader = {
  format: 'toolbench',
  recognizes: (value) => detectForm(value) !== null,
  read,
};

function read({ value, relativePath, folder, stem }: CatalogDocument): FileReading {
  const detected = detectForm(value);
  switch (detected?.form) {
    case 'tool': {
      const ownCategory = textMember(detected.tool, 'category', 'category_name');
      const { tool, refusals } = readToolForm(detected.tool, {
        source: relativePath,
        format: 'toolbench-folder',
        category: folder || ownCategory || uncategorized,
        stem,
      });
      return { tools: tool === null ? [] : [tool], apis: [], refusals };
    }
    case 'list':
      return { ...readListForm(detected.entries, relativePath, folder || uncategorized), apis: [] };
    case 'query':
      return { ...readQueryForm(detected.entries, relativePath, folder || uncategorized), tools: [] };
    default:
      return refusedFile(
        relativePath,
        'unknown_format',
        'The file holds neither a tool, nor a list of tools, nor queries.',
      );
  }
}
