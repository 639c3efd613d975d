import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { attributeKey } from './attribute-key.js';
import { rememberByEndpoint } from './endpoint-memory.js';
import { isIdField } from './is-id-field.js';

/** A field of an endpoint's answer, with what follows from where it stands. */
export type ShownField = {
  readonly field: ResponseField;
  /** Name under which its value is kept for its instance. */
  readonly attribute: string;
  /** True where it shows the identifier of the object that it stands in. */
  readonly isId: boolean;
};

/** What is constant of an endpoint's answer. */
export type EndpointShape = {
  /** What the answer is about. */
  readonly entity: string;
  /** True where the endpoint's own object is the member of a list. */
  readonly isList: boolean;
  /** True where the registry knows the property that holds the id of its own object. */
  readonly hasIdField: boolean;
  readonly fields: readonly ShownField[];
  /** Those of its own object. */
  readonly own: readonly ShownField[];
  /** Those of its own object that show its id. */
  readonly ownIds: readonly ShownField[];
  /** Fields by the entity whose object they stand in. */
  readonly byEntity: ReadonlyMap<string, readonly ShownField[]>;
};

/** The shape of an endpoint's answer. */
export const shapeOf: (endpoint: Endpoint) => EndpointShape = rememberByEndpoint(
  readShape,
  ({ response }) => response.fields.length + 4,
  300_000,
);

function readShape(endpoint: Endpoint): EndpointShape {
  const { fields, objects } = endpoint.response;
  const shown = fields.map(
    (field): ShownField => ({
      field,
      attribute: attributeKey(endpoint, field),
      isId: isIdField(endpoint, field),
    }),
  );
  const byEntity = new Map<string, ShownField[]>();
  for (const one of shown) {
    const entity = objects[one.field.object]?.entity;
    if (entity === undefined) continue;
    const group = byEntity.get(entity);
    if (group === undefined) byEntity.set(entity, [one]);
    else group.push(one);
  }
  const own = shown.filter(({ field }) => field.object === 0);
  return {
    entity: objects[0]?.entity ?? endpoint.entity ?? endpoint.callName,
    isList: (objects[0]?.at ?? '').includes('*'),
    hasIdField: objects[0]?.idField != null,
    fields: shown,
    own,
    ownIds: own.filter(({ isId }) => isId),
    byEntity,
  };
}
