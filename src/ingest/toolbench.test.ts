import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalog } from './read-catalog.js';

const toolbench = fileURLToPath(new URL('../../../shared/toolbench/', import.meta.url));

describe.skipIf(!existsSync(toolbench))(
  'readCatalog on real ToolBench data (skipped where ../shared is absent)',
  () => {
    it('reads the sample whole: 53 tools, 370 endpoints, 20 categories, nothing refused', async () => {
      const { tools, refusals, formats } = await readCatalog(`${toolbench}sample`);
      expect(refusals).toEqual([]);
      expect(formats).toEqual({ 'toolbench-folder': 53 });
      expect(tools.reduce((sum, tool) => sum + tool.endpoints.length, 0)).toBe(370);
      expect(new Set(tools.map(({ category }) => category)).size).toBe(20);
      expect(tools.some(({ source, name }) => source.endsWith('/.json') && name !== '')).toBe(true);
    });

    it('reads the 2023 form with its recorded response', async () => {
      const { tools } = await readCatalog(`${toolbench}variants/2023-original-form/olato_quotes.json`);
      expect(tools).toMatchObject([{ format: 'toolbench-2023', stem: 'olato_quotes', name: 'Olato Quotes' }]);
      expect(tools[0]?.endpoints.every(({ responseExample }) => responseExample !== undefined)).toBe(true);
    });

    it('merges 352 entries of the query form into 44 APIs of 7 tools', async () => {
      const { tools, refusals } = await readCatalog(
        `${toolbench}variants/stabletoolbench-query-form/G3_instruction.json`,
      );
      expect(refusals).toEqual([]);
      expect(tools).toHaveLength(7);
      expect(tools.reduce((sum, tool) => sum + tool.endpoints.length, 0)).toBe(44);
    });

    it('reads all variants from one folder', async () => {
      const { formats, ignoredFiles } = await readCatalog(`${toolbench}variants`);
      expect(formats).toEqual({ 'toolbench-2023': 1, 'toolbench-query': 15 });
      expect(ignoredFiles).toEqual(['README.md']);
    });
  },
);
