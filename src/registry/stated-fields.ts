import { isJsonObject } from '../json/is-json-object.js';
import { childPointer } from '../json/json-pointer.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { ResponseField, ResponseModel } from '../types/tool-registry.js';
import { isIdentifier } from './parameter-role.js';

/** An answer with the meanings of its fields that are stated (`x-fields`): the identifier of a shown thing becomes its id. */
export function withStatedFields(
  response: ResponseModel,
  { extensions }: RawEndpoint,
  knowledge: Knowledge,
): ResponseModel {
  const stated = extensions['x-fields'];
  if (!isJsonObject(stated)) return response;
  const fields = response.fields.map((field) => {
    const concept = Object.hasOwn(stated, field.pointer) ? conceptOf(stated[field.pointer]) : null;
    const isKnown = concept !== null && (knowledge.concepts.has(concept) || isIdentifier(concept, knowledge));
    return isKnown ? { ...field, concept: { id: concept, confidence: 1, evidence: ['x-fields'] } } : field;
  });
  if (fields.every((field, place) => field === response.fields[place])) return response;
  const isIdOf = (field: ResponseField, place: number): boolean => {
    const object = response.objects[place];
    return (
      object !== undefined &&
      field.object === place &&
      field.pointer === childPointer(object.at, field.name) &&
      field.concept?.id ===
        (knowledge.entities.get(object.entity)?.identifierConcept ?? `${object.entity}_id`)
    );
  };
  const objects = response.objects.map((object, place) => {
    const own = object.idField === null ? fields.find((field) => isIdOf(field, place)) : undefined;
    return own === undefined ? object : { ...object, idField: own.name };
  });
  return { ...response, fields, objects };
}

function conceptOf(value: JsonValue | undefined): string | null {
  const concept = isJsonObject(value) ? value.concept : undefined;
  return typeof concept === 'string' ? concept : null;
}
