import { isBareId } from '../concepts/bare-id.js';
import { headOf, nounOf } from '../concepts/name-nouns.js';
import type { JsonSchema } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import { cleanText } from './clean-text.js';
import { pathOf } from './exclusions.js';
import { isOpaque } from './opaque-value.js';
import { type RecognizedEntity, recognizeEntity } from './recognize-entity.js';
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
      takesIdentifier: raw.required.some(
        ({ name, description, default: specimen }) =>
          isBareId(name) ||
          nounOf(name) !== null ||
          isOpaque(specimen) ||
          /\b(?:retrieved|obtained) from\b/i.test(description),
      ),
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
  const head = headOf(name);
  return head === null || !/^[a-z]{3,40}$/.test(head) ? null : head;
}
