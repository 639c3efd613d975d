import { createHash } from 'node:crypto';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { ShownTool } from './page-data.js';
import type { ToolNumbers } from './to-shown-conversation.js';

/** A page holds no more different tools; what comes after has the number -1. */
const mostTools = 50_000;

/** Tools that records offer, each once. Readers share what is the same between records, so most are found by identity. */
export function createToolNumbers(): { readonly numberOf: ToolNumbers; list(): readonly ShownTool[] } {
  const byObject = new WeakMap<object, number>();
  const byHash = new Map<string, number>();
  const tools: ShownTool[] = [];
  const numberOf: ToolNumbers = (tool) => {
    const same = byObject.get(tool);
    if (same !== undefined) return same;
    const shown = toShown(tool);
    const hash = createHash('sha256').update(JSON.stringify(shown)).digest('base64');
    const known = byHash.get(hash) ?? (tools.length < mostTools ? tools.push(shown) - 1 : -1);
    if (known !== -1) byHash.set(hash, known);
    byObject.set(tool, known);
    return known;
  };
  return { numberOf, list: () => tools };
}

/** Also reads OpenAI's nested form. */
function toShown(tool: JsonObject): ShownTool {
  const body = isJsonObject(tool.function) ? tool.function : tool;
  const parameters: JsonValue = body.parameters ?? null;
  const json = JSON.stringify(parameters) ?? '';
  return {
    name: textOf(body.name),
    description: textOf(body.description),
    parameters: json.length > longestSchema ? `${json.slice(0, longestSchema)} …` : parameters,
  };
}

const longestSchema = 50_000;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 5_000) : '';
}
