import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Parameter } from '../types/tool-registry.js';
import { isIdentifier } from './parameter-role.js';

/** The identifier of the endpoint's own entity among its parameters. */
export function idParameterOf(
  raw: RawEndpoint,
  parameters: readonly Parameter[],
  entity: string | null,
  knowledge: Knowledge,
): string | null {
  const stated = raw.extensions['x-id-parameter'];
  if (typeof stated === 'string' && parameters.some((one) => one.name === stated)) return stated;
  const concept =
    entity === null ? null : (knowledge.entities.get(entity)?.identifierConcept ?? `${entity}_id`);
  const own = parameters.filter(
    (one) =>
      one.concept !== null &&
      (one.concept.id === concept ||
        (entity !== null && knowledge.concepts.get(one.concept.id)?.identifies === entity)),
  );
  const chosen =
    own.find((one) => one.required && one.role === 'identifier') ??
    own.find((one) => one.required) ??
    own.find((one) => one.role === 'identifier');
  if (chosen !== undefined) return chosen.name;
  const bare = parameters.find(
    (one) =>
      one.required &&
      /^_?id$/i.test(one.name) &&
      one.concept !== null &&
      isIdentifier(one.concept.id, knowledge) &&
      // What a description gives to another thing is not the endpoint's own.
      (one.concept.id === 'identifier' || entity === null),
  );
  return bare?.name ?? null;
}
