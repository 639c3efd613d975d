import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { type InterpretedCatalog, interpretCatalog } from '../../src/interpretation/interpret-catalog.js';

type Json = { readonly [key: string]: unknown };

/** What an attacker adds to a tool that is sound otherwise. */
export type Additions = {
  /** Thing that the tool is about. */
  readonly thing?: string;
  readonly category?: string;
  readonly optional?: readonly unknown[];
  /** Properties of the things that are answered. */
  readonly fields?: Json;
  readonly endpoints?: readonly unknown[];
};

/** A tool in ToolBench's form: a search and a look at one thing that was found. */
export function makeTool(name: string, additions: Additions = {}): Json {
  const { thing = 'hotel', category = 'Travel', optional = [], fields = {}, endpoints = [] } = additions;
  const id = `${thing}_id`;
  const properties = { [id]: { type: 'string' }, name: { type: 'string' }, price: { type: 'number' } };
  const shown = { type: 'object', properties: { ...properties, ...fields } };
  return {
    ...{ tool_name: name, tool_description: `Finds ${thing}s.`, category },
    api_list: [
      {
        ...{ name: `Search ${thing}s`, description: `Searches ${thing}s in a city.`, method: 'GET' },
        url: `https://example.test/${thing}s`,
        required_parameters: [parameter('city', 'City name', 'Paris')],
        optional_parameters: optional,
        schema: { type: 'object', properties: { results: { type: 'array', items: shown } } },
      },
      {
        ...{ name: `Get ${thing}`, description: `Gets one ${thing}.`, method: 'GET' },
        url: `https://example.test/${thing}s/one`,
        required_parameters: [parameter(id, `Id of the ${thing}`, '')],
        optional_parameters: [],
        schema: shown,
      },
      ...endpoints,
    ],
  };
}

export function parameter(name: string, description: string, specimen: unknown, extra: Json = {}): Json {
  return { ...{ name, type: 'STRING', description, default: specimen }, ...extra };
}

/** Writes files, texts as they stand and anything else as JSON, into a folder of their own. */
export function writeCatalog(files: { readonly [path: string]: unknown }): string {
  const root = emptyFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

/** What is made of a catalog, and what is turned away. */
export function interpret(files: { readonly [path: string]: unknown }): Promise<InterpretedCatalog> {
  return interpretCatalog(writeCatalog(files), loadKnowledge(configDirectory));
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'datagen-hostile-'));
}
