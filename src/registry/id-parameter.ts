import { conceptIndexOf } from '../concepts/concept-index.js';
import { contentWords, headOf, nounOf } from '../concepts/name-nouns.js';
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
  return bare?.name ?? codeOf(raw.name, parameters, entity, knowledge);
}

/**
 * The one identifier by which an endpoint asks for its own thing under the name of a code (`imdb_id` of a title). Null where
 * that is another thing's: the name speaks of something that is had by it, or the noun is one for a thing.
 */
function codeOf(
  name: string,
  parameters: readonly Parameter[],
  entity: string | null,
  knowledge: Knowledge,
): string | null {
  const required = parameters.filter((one) => one.required && one.role === 'identifier');
  const [only] = required;
  const noun = only === undefined || required.length > 1 ? null : nounOf(only.name);
  if (only === undefined || noun === null || entity === null || !knowledge.entities.has(entity)) return null;
  const { entityByWords } = conceptIndexOf(knowledge);
  const head = headOf(name);
  const isOwn =
    head === null || entityByWords.get(head)?.some((claim) => claim.entity.id === entity) === true;
  return isOwn && !entityByWords.has(noun) && !contentWords(name).includes(noun) ? only.name : null;
}
