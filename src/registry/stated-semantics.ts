import { tokenizeName } from '../concepts/tokenize-name.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import { type DeclaredError, type Intent, intents } from '../types/tool-registry.js';
import { cleanText } from './clean-text.js';
import type { RecognizedEntity } from './recognize-entity.js';
import { toSlug } from './slug.js';

export function intentOf(raw: RawEndpoint): Intent | null {
  const stated = raw.extensions['x-intent'];
  return typeof stated === 'string' && (intents as readonly string[]).includes(stated)
    ? (stated as Intent)
    : null;
}

export function entityOf(raw: RawEndpoint): RecognizedEntity | null {
  const stated = raw.extensions['x-entity'];
  return typeof stated === 'string' && stated.trim() !== ''
    ? { entity: toSlug(stated, 40), confidence: 0.9 }
    : null;
}

const errorTypes: readonly string[] = ['invalid_value', 'not_found', 'conflict', 'rate_limit', 'unavailable'];

export function errorsOf(raw: RawEndpoint): DeclaredError[] {
  const stated = raw.extensions['x-errors'];
  if (!Array.isArray(stated)) return [];
  return stated.flatMap((error: JsonValue): DeclaredError[] => {
    if (typeof error !== 'object' || error === null || Array.isArray(error)) return [];
    const { type, message } = error as { type?: JsonValue; message?: JsonValue };
    return typeof type === 'string' && errorTypes.includes(type) && typeof message === 'string'
      ? [{ type: type as DeclaredError['type'], message: cleanText(message, 300) }]
      : [];
  });
}

export function isIrreversible(
  raw: RawEndpoint,
  intent: Intent,
  entity: string | null,
  knowledge: Knowledge,
): boolean {
  const stated = raw.extensions['x-irreversible'];
  if (typeof stated === 'boolean') return stated;
  if (intent === 'delete') return true;
  if (intent !== 'create' && intent !== 'execute') return false;
  const { irreversibleVerbs, irreversibleEntities } = knowledge.exclusions;
  if (intent === 'create' && entity !== null && irreversibleEntities.includes(entity)) return true;
  return irreversibleVerbs.includes(tokenizeName(raw.name)[0] ?? '');
}
