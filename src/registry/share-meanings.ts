import { ownNameOf } from '../arguments/own-name.js';
import { normalWords } from '../concepts/concept-index.js';
import type { ConceptMatch } from '../types/concept.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';

/**
 * A field of which nothing says what it is means what the tool's own parameters of that name and type mean, where they are about
 * the same thing and agree: the `to` of a message is the phone number that `To` takes; the `name` of a branch is no event's.
 */
export function shareMeanings(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const meanings = meaningsOf(endpoints);
  if (meanings.size === 0) return endpoints;
  return endpoints.map((endpoint) => {
    const { response } = endpoint;
    const find = (field: ResponseField): ConceptMatch | null => meaningOf(field, endpoint.entity, meanings);
    if (!response.fields.some((field) => find(field) !== null)) return endpoint;
    const fields = response.fields.map((field): ResponseField => {
      const concept = find(field);
      return concept === null ? field : { ...field, concept };
    });
    return { ...endpoint, response: { ...response, fields } };
  });
}

const minimumConfidence = 0.7;

/** By name and type; null where parameters do not agree. */
function meaningsOf(endpoints: readonly Endpoint[]): Map<string, ConceptMatch | null> {
  const meanings = new Map<string, ConceptMatch | null>();
  for (const { parameters, inputSchema, entity } of endpoints) {
    // Types that somebody only noted say too little.
    if (inputSchema === undefined) continue;
    for (const parameter of parameters) {
      const { concept, schema } = parameter;
      if (concept === null || concept.confidence < minimumConfidence || schema.enum !== undefined) continue;
      const key = keyOf(entity, ownNameOf(parameter), schema.type);
      const known = meanings.get(key);
      if (known === undefined) meanings.set(key, { ...concept, evidence: [`parameter "${parameter.name}"`] });
      else if (known?.id !== concept.id) meanings.set(key, null);
    }
  }
  return meanings;
}

function meaningOf(
  { name, concept, schema, object }: ResponseField,
  entity: string | null,
  meanings: ReadonlyMap<string, ConceptMatch | null>,
): ConceptMatch | null {
  if (concept !== null || schema.enum !== undefined || object > 0) return null;
  return meanings.get(keyOf(entity, name, schema.type)) ?? null;
}

function keyOf(entity: string | null, name: string, type: unknown): string {
  return `${entity ?? ''} ${normalWords(name).join(' ')} ${String(type)}`;
}
