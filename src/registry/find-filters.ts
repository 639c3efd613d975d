import type { Knowledge } from '../types/knowledge.js';
import type { Filter, Parameter, ResponseField, ResponseObject } from '../types/tool-registry.js';
import { comparable, isFreeText, meansEverything } from './comparable-values.js';
import { boundOf } from './filter-bound.js';
import { fieldFor } from './filter-field.js';

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
    if (parameter.schema.enum?.some(meansEverything)) continue;
    const bound = boundOf(parameter.name);
    const field = fieldFor(parameter, bound, direct, parameters, knowledge);
    if (field === undefined || !comparable(parameter, field)) continue;
    // Related to the one named, not it: "similar videos" by video id.
    if (field.attribute === 'id' && parameter.required) continue;
    const ordered =
      field.schema.type === 'number' ||
      field.schema.type === 'integer' ||
      knowledge.isA(field.concept?.id ?? '', 'date') ||
      knowledge.isA(field.concept?.id ?? '', 'date_time');
    if (bound !== null && !ordered) continue;
    filters.push({
      parameter: parameter.name,
      field: field.name,
      operator: bound ?? (isFreeText(parameter, field, knowledge) ? 'contains' : 'equals'),
    });
  }
  return filters;
}
