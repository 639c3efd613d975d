import { isJsonObject } from '../json/is-json-object.js';
import type { JsonValue } from '../types/json.js';
import type { Refusal } from '../types/refusal.js';
import { type CatalogFormat, type FileReading, refusedFile } from './catalog-reader.js';
import { readerOf } from './catalog-readers.js';
import { decodeText } from './decode-text.js';
import { isJsonList, member } from './json-shape.js';
import type { LoadedFile } from './load-files.js';
import { parseDocument } from './parse-document.js';
import { withoutGiants } from './without-giants.js';

/** Reads a file that was loaded; one that was not is its refusal. */
export function readLoadedFile({ relativePath, content, format }: LoadedFile): FileReading {
  if (!(content instanceof Uint8Array)) return { tools: [], apis: [], refusals: [content] };
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  return readCatalogFile(bytes, relativePath, format);
}

/**
 * Reads the bytes of one file, in the format that its content shows or that was asked for. `relativePath` gives category and
 * stem to single tools.
 */
export function readCatalogFile(bytes: Buffer, relativePath: string, format?: CatalogFormat): FileReading {
  return withoutGiants(readForm(bytes, relativePath, format), bytes.length);
}

function readForm(bytes: Buffer, relativePath: string, format: CatalogFormat | undefined): FileReading {
  const text = decodeText(bytes);
  if (text === null)
    return refusedFile(relativePath, 'invalid_json', 'The file is not UTF-8 text. Save it as UTF-8.');
  if (/^\s*$/.test(text)) return refusedFile(relativePath, 'empty_file', 'The file is empty.');

  const parsed = parseDocument(text, relativePath);
  if (!parsed.ok) return refusedFile(relativePath, parsed.reason, parsed.detail);
  const { value, badLines } = parsed;
  if (isJsonObject(value) && Object.hasOwn(value, 'datagen_hints'))
    return refusedFile(
      relativePath,
      'unknown_format',
      'It holds hints, no tools. Name it with --hints, or call it <catalog>.hints.yaml.',
    );
  const reader = readerOf(value, format);
  if (reader === null) return nobodyReads(value, relativePath);
  const { tools, apis, refusals } = reader.read({
    value,
    relativePath,
    folder: relativePath.split('/').at(-2) ?? '',
    stem: stemOf(relativePath),
  });
  const lost = badLines.map(
    ({ line, detail }): Refusal => ({
      level: 'tool',
      source: `${relativePath}:${line}`,
      name: '',
      reason: 'invalid_json',
      detail,
    }),
  );
  return { tools, apis, refusals: [...lost, ...refusals] };
}

function nobodyReads(value: JsonValue, relativePath: string): FileReading {
  const list = isJsonObject(value) ? member(value, 'tools') : value;
  if (isJsonList(list) && list.length === 0)
    return refusedFile(relativePath, 'empty_file', 'The list of tools is empty.');
  return refusedFile(
    relativePath,
    'unknown_format',
    'It holds no tools that are known here: neither an OpenAPI description, nor tools of MCP, functions of models, nor ToolBench data. If it does, name the format with --format.',
  );
}

function stemOf(relativePath: string): string {
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  return name.replace(/\.(?:json|jsonl|ya?ml)$/i, '');
}
