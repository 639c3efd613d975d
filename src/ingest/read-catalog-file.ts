import { isJsonObject } from '../json/is-json-object.js';
import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { decodeText } from './decode-text.js';
import { detectForm } from './detect-form.js';
import { isJsonList, member, textMember } from './json-shape.js';
import type { LoadedFile } from './load-files.js';
import { parseJson } from './parse-json.js';
import { readListForm } from './read-list-form.js';
import { type QueryApi, readQueryForm } from './read-query-form.js';
import { readToolForm } from './read-tool-form.js';
import { withoutGiants } from './without-giants.js';

export type FileReading = {
  readonly tools: readonly RawTool[];
  /** Of the query form; tools are made of them when all files are read. */
  readonly apis: readonly QueryApi[];
  readonly refusals: readonly Refusal[];
};

/** Category of tools that no folder and no key gives one. */
export const uncategorized = 'Uncategorized';

/** Reads a file that was loaded; one that was not is its refusal. */
export function readLoadedFile({ relativePath, content }: LoadedFile): FileReading {
  if (!(content instanceof Uint8Array)) return { tools: [], apis: [], refusals: [content] };
  return readCatalogFile(Buffer.from(content.buffer, content.byteOffset, content.length), relativePath);
}

/** Reads the bytes of one file in whatever form its content shows. `relativePath` gives category and stem to single tools. */
export function readCatalogFile(bytes: Buffer, relativePath: string): FileReading {
  return withoutGiants(readForm(bytes, relativePath), bytes.length);
}

function readForm(bytes: Buffer, relativePath: string): FileReading {
  const refuse = (reason: Refusal['reason'], detail: string): FileReading => ({
    tools: [],
    apis: [],
    refusals: [{ level: 'file', source: relativePath, name: '', reason, detail }],
  });
  const text = decodeText(bytes);
  if (text === null) return refuse('invalid_json', 'The file is not UTF-8 text. Save it as UTF-8.');
  if (/^\s*$/.test(text)) return refuse('empty_file', 'The file is empty.');

  const parsed = parseJson(text);
  if (!parsed.ok) return refuse(parsed.reason, parsed.detail);
  const { value } = parsed;
  const folder = folderOf(relativePath);
  const detected = detectForm(value);
  switch (detected?.form) {
    case 'tool': {
      const ownCategory = textMember(detected.tool, 'category', 'category_name');
      const { tool, refusals } = readToolForm(detected.tool, {
        source: relativePath,
        format: 'toolbench-folder',
        category: folder || ownCategory || uncategorized,
        stem: stemOf(relativePath),
      });
      return { tools: tool === null ? [] : [tool], apis: [], refusals };
    }
    case 'list':
      return { ...readListForm(detected.entries, relativePath, folder || uncategorized), apis: [] };
    case 'query':
      return { ...readQueryForm(detected.entries, relativePath, folder || uncategorized), tools: [] };
    default: {
      const list = isJsonObject(value) ? member(value, 'tools') : value;
      if (isJsonList(list) && list.length === 0) return refuse('empty_file', 'The list of tools is empty.');
      return refuse(
        'unknown_format',
        'The file is JSON, but holds neither a tool, nor a list of tools, nor queries.',
      );
    }
  }
}

/** The innermost folder: `Travel` of `toolbench/Travel/hotels.json`; empty for a loose file. */
function folderOf(relativePath: string): string {
  return relativePath.split('/').at(-2) ?? '';
}

function stemOf(relativePath: string): string {
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  return /\.json$/i.test(name) ? name.slice(0, -'.json'.length) : name;
}
