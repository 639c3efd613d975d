import { meansIdentifier } from '../telling/field-rules.js';
import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { snakeCase } from './snake-case.js';

/** True of ids, keys and links, by what they mean or are named. */
export function isIdentifier(field: ResponseField, context: AgentContext): boolean {
  if (meansIdentifier(field, context.knowledge.concepts)) return true;
  return /(^|_)(id|sid|uuid|guid|key|token|hash|slug|href|link|url|uri|image|icon|logo|thumbnail|cursor)s?$/.test(
    snakeCase(field.name),
  );
}
