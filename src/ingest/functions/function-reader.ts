import type { CatalogReader } from '../catalog-reader.js';
import { type FunctionStyle, functionStyle } from './function-style.js';
import { type FunctionFormat, readFunctions } from './read-functions.js';

/** The reader of functions that are written in one of the known ways. */
export function functionReader(style: FunctionStyle, format: FunctionFormat): CatalogReader {
  return {
    format: style,
    recognizes: (value) => functionStyle(value) === style,
    read: (document) => readFunctions(document, format),
  };
}
