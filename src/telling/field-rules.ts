import type { Concept } from '../types/concept.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';

/** Labels with digits or words that look like a fact (`sent` of a status) would put unsupported claims into an answer. */
export function isSayableLabel(label: string, endpoint: Endpoint, unsayable: ReadonlySet<string>): boolean {
  if (label === '' || /\d/.test(label)) return false;
  const states = statesOf(endpoint);
  return !label
    .toLowerCase()
    .split(' ')
    .some((word) => unsayable.has(word) || states.has(word));
}

/** The length of a list that the answer shows: the list is what there is to tell. */
export function isListLength({ name, pointer }: ResponseField, { response }: Endpoint): boolean {
  if (response.counts.some((count) => count.pointer === pointer)) return true;
  return (
    /^(count|total|total_?count|size|length|num_?results)$/i.test(name) &&
    response.fields.some((field) => field.pointer.includes('*'))
  );
}

/** Whether a field's concept is a secret, or an id that only the system that issued it knows. */
export function meansIdentifier({ concept }: ResponseField, concepts: ReadonlyMap<string, Concept>): boolean {
  const meant = concept === null ? undefined : concepts.get(concept.id);
  return (
    meant !== undefined &&
    (meant.knownBy === 'secret' || (Boolean(meant.identifies) && meant.knownBy === 'system'))
  );
}

const stateWords = new WeakMap<Endpoint, ReadonlySet<string>>();

/** Members of the enums that an answer may show; kept, for every label asks. */
function statesOf(endpoint: Endpoint): ReadonlySet<string> {
  const known = stateWords.get(endpoint);
  if (known) return known;
  const states = new Set(endpoint.response.fields.flatMap((field) => field.schema.enum ?? []).map(String));
  stateWords.set(endpoint, states);
  return states;
}
