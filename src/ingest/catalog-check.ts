import { readFileSync } from 'node:fs';
import { schemaCheck } from '../shipped/schema-check.js';

/** Checks of the parts of a catalog in datagen's own format, by `config/catalog.schema.json`. */
export const checkTool = schemaCheck<unknown>(() => partOf('tool'), { strict: false });
export const checkEndpoint = schemaCheck<unknown>(() => partOf('endpoint'), { strict: false });
export const checkParameter = schemaCheck<unknown>(() => partOf('parameter'), { strict: false });

function partOf(name: 'tool' | 'endpoint' | 'parameter'): object {
  const file = new URL('../../config/catalog.schema.json', import.meta.url);
  const { $defs } = JSON.parse(readFileSync(file, 'utf8')) as { $defs: { [name: string]: object } };
  // A tool is checked without its endpoints, so that one bad endpoint costs no other.
  if (name === 'tool') return { ...$defs.tool, properties: withoutItems($defs.tool) };
  return { $defs, ...$defs[name] };
}

function withoutItems(tool: object | undefined): object {
  const { properties } = tool as { properties: { [name: string]: object } };
  return { ...properties, endpoints: { type: 'array', minItems: 1 } };
}
