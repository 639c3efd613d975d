import type { JsonValue } from '../types/json.js';

/** Parameters that route the call inside the product. */
const routingNames = /^_?(?:api|action|function|func|endpoint|service|op|operation|method)$/i;

const untouchable =
  /\b(?:do\s*n[o’']?t|never|must not)\s+(?:edit|change|modify|touch|alter|remove)\b|\bfixed value\b|\bleave (?:it )?as (?:it )?is\b/i;

/**
 * The one value that a required parameter may take, though the catalog gives it as a specimen: `api: item_search_1688`, or
 * whatever its description tells nobody to change. Undefined for all others.
 */
export function constantOf(
  name: string,
  description: string,
  examples: readonly JsonValue[],
): string | undefined {
  const [value] = examples;
  if (typeof value !== 'string' || examples.some((other) => other !== value)) return undefined;
  if (untouchable.test(description)) return value;
  return routingNames.test(name) && isCodeWord(value) ? value : undefined;
}

/** `item_search_1688`: put together for machines; nobody says it. */
export function isCodeWord(value: string): boolean {
  return /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+$/.test(value) && (/\d/.test(value) || value.split('_').length > 2);
}
