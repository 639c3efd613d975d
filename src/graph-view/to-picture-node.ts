import type { JsonSchema } from '../types/json.js';
import type { EndpointNode } from '../types/tool-graph.js';
import type { Endpoint, ResponseField, Tool } from '../types/tool-registry.js';
import type { PictureField, PictureNode } from './graph-picture.js';

/** Fields listed for one endpoint; catalogs hold responses of thousands. */
const maximumFields = 200;
const maximumDescription = 600;

export type PictureNodeSource = {
  readonly endpoint: Endpoint;
  readonly tool: Pick<Tool, 'name' | 'category'> | undefined;
  /** Its node of the projection, if it has one. */
  readonly node: EndpointNode | undefined;
  /** Pointers of fields that links start from: listed however long the response is. */
  readonly linkedFields: ReadonlySet<string>;
};

/** An endpoint as pictures and explanations show it. */
export function toPictureNode({ endpoint, tool, node, linkedFields }: PictureNodeSource): PictureNode {
  const meanings = new Map((node?.meanings ?? []).map((meaning) => [meaning.parameter, meaning]));
  const { fields, origin, confidence } = endpoint.response;
  const listed = fields.filter(({ pointer }, index) => index < maximumFields || linkedFields.has(pointer));
  return {
    id: endpoint.id,
    callName: endpoint.callName,
    name: endpoint.name,
    tool: tool?.name ?? endpoint.toolId,
    category: tool?.category ?? '',
    description: endpoint.description.slice(0, maximumDescription),
    intent: endpoint.intent,
    entity: endpoint.entity,
    entry: node?.entry ?? false,
    response: { origin, confidence },
    parameters: endpoint.parameters.map(({ name, schema, required, concept, source }) => ({
      name,
      type: typeOf(schema),
      required,
      concept,
      source,
      entity: meanings.get(name)?.entity ?? null,
    })),
    fields: listed.map((field) => toPictureField(endpoint, field)),
    moreFields: fields.length - listed.length,
  };
}

function toPictureField({ response }: Endpoint, field: ResponseField): PictureField {
  const object = response.objects[field.object];
  return {
    pointer: field.pointer,
    type: typeOf(field.schema),
    concept: field.concept,
    holder: object?.entity ?? null,
    identifies: object !== undefined && object.idField === field.name,
  };
}

function typeOf({ type }: JsonSchema): string {
  if (type === undefined) return 'any';
  return typeof type === 'string' ? type : type.join(' or ');
}
