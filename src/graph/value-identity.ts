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
  const isOwnId =
    object?.idField === field.name && field.pointer === `${object.at}/${escapeSegment(field.name)}`;
  return identify(field.concept, isOwnId ? (object?.entity ?? null) : null, concepts, settings);
}

/** What a parameter wants. The endpoint's id parameter wants its entity's identifier, whatever it is called. */
export function identifyParameter(
  endpoint: Endpoint,
  parameter: Parameter,
  concepts: ConceptIndex,
  settings: GraphSettings,
): ValueIdentity | null {
  if (namesWhatItLists(endpoint, parameter, concepts)) return null;
  const isOwnId = endpoint.idParameter === parameter.name;
  return identify(parameter.concept, isOwnId ? endpoint.entity : null, concepts, settings);
}

/** A bare `id` of an endpoint that lists an entity is not that entity's: the users with whom a block `id` is shared. */
function namesWhatItLists(endpoint: Endpoint, parameter: Parameter, concepts: ConceptIndex): boolean {
  const listed = endpoint.response.objects[0];
  if (listed === undefined || !listed.at.split('/').includes('*')) return false;
  if (!bareIdNames.has(parameter.name.toLowerCase())) return false;
  const concept = parameter.concept ? concepts.get(parameter.concept.id) : undefined;
  return (concept?.identifies ?? endpoint.entity) === listed.entity;
}

const bareIdNames: ReadonlySet<string> = new Set(['id', '_id', 'uuid', 'guid', 'pk']);

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
  const entity = concept?.identifies ?? entityByPosition ?? (concept ? null : entityNamed(match));
  if (entity === null && anchor === null) return null;
  const byPosition = concept?.identifies == null && entityByPosition !== null;
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

function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
