import type { JsonValue } from '../types/json.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { QueryApi } from './read-query-form.js';

/** A file of a catalog, parsed, and what its place says. */
export type CatalogDocument = {
  readonly value: JsonValue;
  /** Path below the catalog's root, for messages. */
  readonly relativePath: string;
  /** Innermost folder: `Travel` of `toolbench/Travel/hotels.json`; empty for a loose file. */
  readonly folder: string;
  /** Name of the file without its ending. */
  readonly stem: string;
};

export type FileReading = {
  readonly tools: readonly RawTool[];
  /** Of ToolBench's query form; tools are made of them when all files are read. */
  readonly apis: readonly QueryApi[];
  readonly refusals: readonly Refusal[];
};

/** One on-disk format of catalogs. Readers take any value: what cannot be read is a refusal, never an exception. */
export type CatalogReader = {
  readonly format: CatalogFormat;
  /** Whether a document is of this format, by its content alone. */
  readonly recognizes: (value: JsonValue) => boolean;
  readonly read: (document: CatalogDocument) => FileReading;
};

/** Formats by the names that `--format` takes. */
export const catalogFormats = [
  'toolbench',
  'datagen',
  'openapi',
  'mcp',
  'openai',
  'anthropic',
  'gemini',
  'bfcl',
  'xlam',
] as const;
export type CatalogFormat = (typeof catalogFormats)[number];

/** A document of which nothing was taken, and why. */
export function refusedFile(relativePath: string, reason: Refusal['reason'], detail: string): FileReading {
  return {
    tools: [],
    apis: [],
    refusals: [{ level: 'file', source: relativePath, name: '', reason, detail }],
  };
}
