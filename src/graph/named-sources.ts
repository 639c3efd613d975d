import { normalWords } from '../concepts/concept-index.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { answerOf } from './identifier-aliases.js';
import type { ValueIdentity } from './value-identity.js';

/** What a description may name. */
export type Sibling = Pick<Endpoint, 'id' | 'name' | 'parameters'>;

const confidence = 0.85;

/**
 * Endpoints of the tool whose answer a parameter takes because its description names them: "ID is got from 'Get All'
 * endpoint", "use predictions endpoint to get list of IDs".
 */
export function namedSources(
  endpoint: Endpoint,
  parameter: Parameter,
  siblings: readonly Sibling[],
): readonly ValueIdentity[] {
  if (parameter.role !== 'identifier' && !/id$/i.test(parameter.name)) return [];
  const text = `${parameter.description} ${/^_?id$/i.test(parameter.name) ? endpoint.description : ''}`.slice(
    0,
    400,
  );
  if (!/endpoint|retriev|obtain|return|\bgot\b|\bget\b.*\bfrom\b/i.test(text)) return [];
  const words = ` ${normalWords(text).join(' ')} `;
  return siblings
    .filter(({ id, name }) => id !== endpoint.id && isNamed(name, words))
    .map(({ id }) => ({ concept: null, entity: answerOf(id), anchor: null, confidence, pointed: true }));
}

function isNamed(name: string, words: string): boolean {
  const spoken = normalWords(name).join(' ');
  if (spoken.length < 4) return false;
  return (
    words.includes(` ${spoken} endpoint`) || (spoken.includes(' ') && words.includes(` from ${spoken} `))
  );
}
