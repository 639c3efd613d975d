import { unescapeSegment } from '../json/json-pointer.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonPointer, JsonSchema } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import type { Endpoint } from '../types/tool-registry.js';
import { type GroundingView, labelOf, nodesOf } from './conversation-view.js';
import { findArgumentSource } from './find-argument-source.js';
import type { ValueMeaning } from './spoken-forms.js';

export type GroundedCall = {
  readonly sources: readonly { readonly pointer: JsonPointer; readonly source: Source }[];
  /** Leaves that nothing gives. */
  readonly ungrounded: readonly JsonPointer[];
};

/** Finds where each leaf of a call's parameters comes from. `endpoint` adds labels and concepts to the definition. */
export function groundCall(
  parameters: JsonObject,
  definition: Pick<ToolDefinition, 'parameters'>,
  view: GroundingView,
  endpoint?: Pick<Endpoint, 'parameters'>,
): GroundedCall {
  const sources: { pointer: JsonPointer; source: Source }[] = [];
  const ungrounded: JsonPointer[] = [];
  const { leaves, lists } = nodesOf(parameters);
  const empty = lists
    .filter(({ members }) => members.length === 0)
    .map(({ pointer }) => ({ pointer, value: [] }));
  for (const { pointer, value } of [...leaves, ...empty]) {
    const source = findArgumentSource(value, meaningOf(pointer, definition, endpoint), view);
    if (source === null) ungrounded.push(pointer);
    else sources.push({ pointer, source });
  }
  return { sources, ungrounded };
}

/** What a parameter means: by its endpoint where that is known, else by its name. */
export function meaningOf(
  pointer: JsonPointer,
  definition: Pick<ToolDefinition, 'parameters'>,
  endpoint?: Pick<Endpoint, 'parameters'>,
): ValueMeaning {
  const segments = pointer.split('/').slice(1).map(unescapeSegment);
  const parameter = endpoint?.parameters.find(({ name }) => name === segments[0]);
  let schema: JsonSchema = definition.parameters;
  let name = segments[0] ?? '';
  for (const segment of segments) {
    const properties = schema.properties;
    if (properties !== undefined && Object.hasOwn(properties, segment)) {
      schema = properties[segment] ?? {};
      name = segment;
    } else schema = schema.items ?? {};
  }
  const isOwn = segments.length === 1 || /^\d+$/.test(segments[1] ?? '');
  const label = isOwn && parameter !== undefined && parameter.label !== '' ? parameter.label : labelOf(name);
  return { schema, concept: isOwn ? (parameter?.concept?.id ?? null) : null, label };
}
