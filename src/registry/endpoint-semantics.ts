import { asConstant } from '../json/line-text.js';
import type { EndpointSemantics } from '../types/dataset-record.js';
import type { Endpoint } from '../types/tool-registry.js';

const semantics = new WeakMap<Endpoint, EndpointSemantics>();

/** What a checker must know of an endpoint, as the record carries it: one and the same object each time. */
export function toEndpointSemantics(endpoint: Endpoint): EndpointSemantics {
  const known = semantics.get(endpoint);
  if (known !== undefined) return known;
  const made = asConstant(describeSemantics(endpoint));
  semantics.set(endpoint, made);
  return made;
}

function describeSemantics(endpoint: Endpoint): EndpointSemantics {
  const limit = endpoint.parameters.find((parameter) => parameter.role === 'limit');
  return {
    entity: endpoint.entity,
    action: endpoint.intent,
    response: endpoint.response.origin === 'declared' ? 'declared' : 'inferred',
    objects: endpoint.response.objects.map(({ at, entity, idField }) => ({ at, entity, id_field: idField })),
    id_parameter: endpoint.idParameter === null ? null : referenceTo(endpoint.idParameter, endpoint),
    filters: endpoint.filters.map((filter) => ({
      ...filter,
      parameter: referenceTo(filter.parameter, endpoint),
    })),
    writes: endpoint.writes.map((write) => ({ ...write, parameter: referenceTo(write.parameter, endpoint) })),
    counts: endpoint.response.counts,
    limit_parameter: limit === undefined ? null : referenceTo(limit.name, endpoint),
    irreversible: endpoint.irreversible,
    ...(endpoint.functionName === undefined ? {} : { function_name: endpoint.functionName }),
  };
}

/** A parameter by its name; a value inside an object by its pointer. */
function referenceTo(name: string, { parameters }: Endpoint): string {
  return parameters.find((parameter) => parameter.name === name)?.at ?? name;
}
