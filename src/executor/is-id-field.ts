import type { Endpoint, ResponseField } from '../types/tool-registry.js';

/** True for the field that shows the identifier of the object it stands in. */
export function isIdField(endpoint: Endpoint, field: ResponseField): boolean {
  const object = endpoint.response.objects[field.object];
  return (
    object !== undefined &&
    object.idField !== null &&
    field.pointer === `${object.at}/${object.idField.replaceAll('~', '~0').replaceAll('/', '~1')}`
  );
}
