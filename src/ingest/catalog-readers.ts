import type { JsonValue } from '../types/json.js';
import type { CatalogFormat, CatalogReader } from './catalog-reader.js';
import { anthropicTools } from './readers/anthropic-tools.js';
import { bfclFunctions } from './readers/bfcl-functions.js';
import { datagen } from './readers/datagen.js';
import { geminiFunctions } from './readers/gemini-functions.js';
import { mcp } from './readers/mcp.js';
import { openaiFunctions } from './readers/openai-functions.js';
import { openapi } from './readers/openapi.js';
import { toolbench } from './readers/toolbench.js';
import { xlamTools } from './readers/xlam-tools.js';

/** In the order in which they are asked whether a document is theirs: those that ask for more come first. */
export const catalogReaders: readonly CatalogReader[] = [
  datagen,
  openapi,
  mcp,
  anthropicTools,
  geminiFunctions,
  bfclFunctions,
  xlamTools,
  openaiFunctions,
  toolbench,
];

/** The reader of a document, or of the format that was asked for; null where nobody knows it. */
export function readerOf(value: JsonValue, format?: CatalogFormat): CatalogReader | null {
  const isIt = (reader: CatalogReader): boolean =>
    format === undefined ? reader.recognizes(value) : reader.format === format;
  return catalogReaders.find(isIt) ?? null;
}
