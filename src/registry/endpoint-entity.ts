import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { JsonSchema } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import { cleanText } from './clean-text.js';
import { pathOf } from './exclusions.js';
import { type RecognizedEntity, recognizeEntity } from './recognize-entity.js';
import { toSlug } from './slug.js';
import { thingsOf } from './tool-things.js';

export function recognize(
  raw: RawEndpoint,
  tool: RawTool,
  category: string,
  schema: JsonSchema | null,
  knowledge: Knowledge,
): RecognizedEntity | null {
  return recognizeEntity(
    {
      endpointName: raw.name,
      description: cleanText(raw.description, 200),
      path: pathOf(raw.url),
      toolName: tool.title === '' ? tool.name : tool.title,
      toolDescription: tool.description.slice(0, 200),
      category,
      propertyNames: schema === null ? [] : propertyNames(schema),
      things: thingsOf(tool, knowledge),
    },
    knowledge,
  );
}

function propertyNames(schema: JsonSchema): string[] {
  const names: string[] = [];
  const walk = (node: JsonSchema, depth: number): void => {
    if (depth > 4 || names.length > 60) return;
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      names.push(name);
      walk(child, depth + 1);
    }
    if (node.items !== undefined) walk(node.items, depth + 1);
  };
  walk(schema, 0);
  return names;
}

/** The noun of a name whose entity no file describes: `getVersions` → `version`. */
export function fallbackNoun(name: string): string | null {
  const words = tokenizeName(name).filter((word) => /^[a-z]+$/.test(word));
  const by = words.findIndex((word, index) => index > 0 && /^(?:by|for|of|in|from|with)$/.test(word));
  const head = by > 0 ? words[by - 1] : words.at(-1);
  const noun = head === undefined ? '' : singularize(head);
  return noun.length < 3 || stopNouns.has(noun) ? null : toSlug(noun, 40);
}

const stopNouns = new Set([
  'get',
  'all',
  'list',
  'search',
  'find',
  'detail',
  'info',
  'data',
  'api',
  'endpoint',
  'the',
  'new',
  'create',
  'update',
  'delete',
  'information',
  'result',
  'random',
  'latest',
  'top',
  'query',
  'check',
  'test',
  'request',
  'json',
  'html',
]);
