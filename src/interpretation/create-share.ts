import type { Hints } from '../hints/hints.js';
import type { FileReading } from '../ingest/catalog-reader.js';
import type { LoadedFile } from '../ingest/load-files.js';
import { readLoadedFile } from '../ingest/read-catalog-file.js';
import { type BuiltTools, buildTools } from '../registry/build-registry.js';
import type { ToolHead, ToolName } from '../registry/name-tools.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawTool } from '../types/raw-tool.js';

/** What other shares must know of a file: the heads of its tools stand for the tools. */
export type FileHeads = Omit<FileReading, 'tools'> & { readonly heads: readonly ToolHead[] };

/** A part of a catalog while it is interpreted. Its tools stay with it until all tools of the catalog have their names. */
export type Share = {
  /** Reads further files. */
  read(files: readonly LoadedFile[]): void;
  /** Of each file, in the order in which they were read. */
  heads(): readonly FileHeads[];
  /** Interprets its tools; `names` are in the order of their heads. */
  build(names: readonly (ToolName | null)[]): BuiltTools;
};

export function createShare(knowledge: Knowledge, hints: Hints | null): Share {
  const tools: RawTool[] = [];
  const heads: FileHeads[] = [];
  return {
    read: (files) => {
      for (const file of files) {
        const reading = readLoadedFile(file);
        for (const tool of reading.tools) tools.push(tool);
        heads.push({ apis: reading.apis, refusals: reading.refusals, heads: reading.tools.map(toHead) });
      }
    },
    heads: () => heads,
    build: (names) => buildTools(tools, names, knowledge, hints),
  };
}

export function toHead({ source, category, stem, name }: RawTool): ToolHead {
  return { source, category, stem, name };
}
