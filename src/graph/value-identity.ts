import { isBareId } from '../concepts/bare-id.js';
import { childPointer } from '../json/json-pointer.js';
import type { ConceptMatch } from '../types/concept.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import type { GraphSettings } from './graph-settings.js';

/** What a value is, as far as linking cares: whose identifier, or which universal value. */
export type ValueIdentity = {
  /** Concept id; null for an identifier that only its place in the response gives away. */
  readonly concept: string | null;
  /** Entity that the value identifies; null for values that identify nothing. */
  readonly entity: string | null;
  /** Universal concept it belongs to, when it means the same in every tool. */
  readonly anchor: string | null;
  /** 0–1. */
  readonly confidence: number;
  /** True where a description names the endpoint whose answer it is. */
  readonly pointed?: boolean;
  /** True of both ends of a link that the catalog or a hint states. */
  readonly stated?: boolean;
  /** True where only a description says whose identifier it is: "a list of agency IDs". */
  readonly described?: boolean;
  /** True where it is what people call a thing: better said than looked up. */
  readonly called?: boolean;
};

/** Confidence that a property named as its object's id field identifies that object, where no concept says so. */
const positionConfidence = 0.85;

/**
 * What a response field's value is. A property that is its object's id field identifies that object's entity, whatever it
 * is called; elsewhere the concept alone decides, so that `hotel_id` inside a booking names a hotel.
 */
export function identifyField(
  endpoint: Endpoint,
  field: ResponseField,
  concepts: ConceptIndex,
  settings: GraphSettings,
): ValueIdentity | null {
  const object = endpoint.response.objects[field.object];
  const isOwnId = isOwnIdField(endpoint, field);
  // Where people know a thing by its symbol, an `id` is something else.
  if (isOwnId && isBareId(field.name) && isNatural(field.concept?.id ?? null, concepts)) return null;
  if (object !== undefined && isCodeOfAnother(field, object.entity, concepts, settings)) return null;
  return identify(field.concept, isOwnId ? (object?.entity ?? null) : null, concepts, settings);
}

/** True where a bare code is none of what its concept says: an `icao` of an airline is no airport's, a `symbol` of a plant no share's. */
function isCodeOfAnother(
  field: Pick<ResponseField | Parameter, 'name' | 'concept'>,
  shown: string,
  concepts: ConceptIndex,
  { accounts }: GraphSettings,
): boolean {
  const concept = field.concept ? concepts.get(field.concept.id) : undefined;
  if (concept === undefined || concept.identifies === null || concept.identifies === shown) return false;
  if (!/^(?:(?:iata|icao)(?:[_ -]?codes?)?|codes?|symbols?)$/i.test(field.name)) return false;
  if (/^codes?$/i.test(field.name) && !concepts.knows(shown)) return true;
  const own = concepts.identifierOf(shown);
  return (
    (own !== null && isNatural(own, concepts)) ||
    (!accounts.has(shown) && concepts.areStrangers(shown, concept.identifies))
  );
}

/** True for the property that identifies the object which holds it. */
export function isOwnIdField({ response }: Endpoint, field: ResponseField): boolean {
  const object = response.objects[field.object];
  return object?.idField === field.name && field.pointer === childPointer(object.at, field.name);
}

/** True for identifiers that are words of their own: an airport code, a ticker; never for `hotel_id`. */
export function isNatural(conceptId: string | null, concepts: ConceptIndex): boolean {
  const concept = conceptId === null ? undefined : concepts.get(conceptId);
  return (
    concept !== undefined &&
    concept.identifies !== null &&
    concept.knownBy !== 'system' &&
    !concept.id.endsWith('_id')
  );
}

/** What a parameter wants. The endpoint's id parameter wants its entity's identifier, whatever it is called. */
export function identifyParameter(
  endpoint: Endpoint,
  parameter: Parameter,
  concepts: ConceptIndex,
  settings: GraphSettings,
): ValueIdentity | null {
  if (namesWhatItLists(endpoint, parameter, concepts)) return null;
  if (endpoint.entity !== null && isCodeOfAnother(parameter, endpoint.entity, concepts, settings))
    return null;
  const isOwnId = endpoint.idParameter === parameter.name;
  return identify(parameter.concept, isOwnId ? endpoint.entity : null, concepts, settings);
}

/** A bare `id` of an endpoint that lists an entity is not that entity's: the users with whom a block `id` is shared. */
function namesWhatItLists(endpoint: Endpoint, parameter: Parameter, concepts: ConceptIndex): boolean {
  const listed = endpoint.response.objects[0];
  // What is got by its id may well show a list of others; and a guessed answer is no evidence.
  if (endpoint.response.origin !== 'declared' || /by[ _-]?id|details?\b/i.test(endpoint.name)) return false;
  if (listed === undefined || !listed.at.split('/').includes('*')) return false;
  if (!isBareId(parameter.name)) return false;
  const concept = parameter.concept ? concepts.get(parameter.concept.id) : undefined;
  return (concept?.identifies ?? endpoint.entity) === listed.entity;
}

/** The nearest ancestor that the settings list as universal. */
export function anchorOf(conceptId: string, concepts: ConceptIndex, settings: GraphSettings): string | null {
  return concepts.lineage(conceptId).find((id) => settings.universalConcepts.has(id)) ?? null;
}

function identify(
  match: ConceptMatch | null,
  entityByPosition: string | null,
  concepts: ConceptIndex,
  settings: GraphSettings,
): ValueIdentity | null {
  const concept = match ? concepts.get(match.id) : undefined;
  if (concept?.knownBy === 'secret') return null;
  const anchor = concept ? anchorOf(concept.id, concepts, settings) : null;
  const entity = concept?.identifies ?? (concept ? null : entityNamed(match)) ?? entityByPosition;
  if (entity === null && anchor === null) return null;
  const byPosition = concept?.identifies == null && entity === entityByPosition;
  return {
    concept: match?.id ?? null,
    entity,
    anchor,
    confidence: byPosition ? positionConfidence : (match?.confidence ?? positionConfidence),
  };
}

/** `office_id` identifies an office, although the knowledge does not list offices: the catalog names them. */
function entityNamed(match: ConceptMatch | null): string | null {
  return match?.id.endsWith('_id') ? match.id.slice(0, -'_id'.length) : null;
}
