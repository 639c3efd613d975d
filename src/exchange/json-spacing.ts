import type { JsonValue } from '../types/json.js';

export type JsonSpacing = 'python' | 'compact';

/**
 * JSON as text of a training example, where each space is a token: as Python's `json.dumps(value, ensure_ascii=False)` writes
 * it, or without spaces.
 */
export function jsonText(value: JsonValue, spacing: JsonSpacing): string {
  return spacing === 'compact' ? JSON.stringify(value) : pythonText(value);
}

function pythonText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${pythonText(member)}`,
  );
  return `{${members.join(', ')}}`;
}
