import { ownNameOf } from '../arguments/own-name.js';
import { normalWords } from '../concepts/concept-index.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Filter, Parameter, ResponseField, ResponseObject } from '../types/tool-registry.js';
import { comparable, isFreeText, meansEverything } from './comparable-values.js';
import { boundOf } from './filter-bound.js';
import { fieldFor } from './filter-field.js';
import { isIdentifier } from './parameter-role.js';

/**
 * Which parameters restrict what is returned, by which field of the endpoint's own object. Only where the object really
 * shows that field and both mean the same.
 */
export function findFilters(
  parameters: readonly Parameter[],
  fields: readonly ResponseField[],
  own: ResponseObject | undefined,
  idParameter: string | null,
  knowledge: Knowledge,
): Filter[] {
  if (own === undefined) return [];
  const listed = own.at.includes('*');
  const direct = fields.filter(
    (field) => field.object === 0 && !field.pointer.slice(own.at.length + 1).includes('/'),
  );
  const filters: Filter[] = [];
  for (const parameter of parameters) {
    if (parameter.name === idParameter) continue;
    if (parameter.role !== 'content' && parameter.role !== 'identifier' && parameter.role !== 'filter')
      continue;
    const type = parameter.schema.type;
    if (type === 'object' || type === 'array') continue;
    const spelled = direct.find((field) => !listed && field.name === ownNameOf(parameter));
    // `summarize(from_date)` that shows `from_date` repeats what it was asked.
    const bound =
      spelled === undefined ? boundOf(ownNameOf(parameter), parameter.schema.format === 'date') : null;
    const field = spelled ?? fieldFor(parameter, bound, direct, parameters, knowledge);
    if (field === undefined || !comparable(parameter, field)) continue;
    if (parameter.schema.enum?.some((member) => meansEverything(member, field))) continue;
    if (field.attribute === 'id' && !isOwnId(parameter, own, knowledge)) continue;
    if (listed && namesTheWhole(parameter, field, own)) continue;
    const ordered =
      field.schema.type === 'number' ||
      field.schema.type === 'integer' ||
      knowledge.isA(field.concept?.id ?? '', 'date') ||
      knowledge.isA(field.concept?.id ?? '', 'date_time');
    if (bound !== null && !ordered) continue;
    filters.push({
      parameter: parameter.name,
      field: field.name,
      // The one thing that is shown is the one asked for.
      operator: bound ?? (listed && isFreeText(parameter, field, knowledge) ? 'contains' : 'equals'),
    });
  }
  return filters;
}

/**
 * An id restricts a list to its own members only where it is called as theirs is, or is a code that people know. Others name
 * what the list is about: the comment whose replies, the seller whose shops, the video whose likes.
 */
function isOwnId(parameter: Parameter, own: ResponseObject, knowledge: Knowledge): boolean {
  const concept = parameter.concept?.id ?? '';
  if (!isIdentifier(concept, knowledge)) return !parameter.required;
  if (parameter.required) return false;
  const words = normalWords(ownNameOf(parameter));
  return words.length > 1 && words.slice(0, -1).join('_') === own.entity;
}

/** `region` of a list of regions is the greater one that they lie in. */
function namesTheWhole(parameter: Parameter, field: ResponseField, own: ResponseObject): boolean {
  return (
    field.attribute === 'name' &&
    (own.entity === 'region' || own.entity === 'city' || own.entity === 'place') &&
    normalWords(ownNameOf(parameter)).join('_') === own.entity
  );
}
