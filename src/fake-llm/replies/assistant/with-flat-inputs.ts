import { placeOf } from '../../../arguments/flat-arguments.js';
import { type OpenArguments, placeArgument } from '../../../arguments/place-argument.js';
import { inputParameters } from '../../../ingest/schemas/input-parameters.js';
import { valueAt } from '../../../json/json-pointer.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import type { RawParameter } from '../../../types/raw-tool.js';
import type { FakeReply } from '../../fake-reply.js';
import type { FakeRequest } from '../../fake-request.js';

/** Lets rules that know plain inputs only answer where tools take objects: they see the values inside as inputs of their own. */
export function withFlatInputs(request: FakeRequest, reply: (flat: FakeRequest) => FakeReply): FakeReply {
  const leaves = new Map(request.tools.map(({ name, schema }) => [name, leavesOf(schema)]));
  const made = reply({
    ...request,
    tools: request.tools.map((tool) => ({ ...tool, schema: flatSchema(leaves.get(tool.name) ?? []) })),
    messages: request.messages.map((message) =>
      message.role === 'assistant'
        ? {
            ...message,
            calls: message.calls.map((call) => ({
              ...call,
              input: flatten(call.input, leaves.get(call.name)),
            })),
          }
        : message,
    ),
  });
  if (made.calls === undefined) return made;
  return {
    ...made,
    calls: made.calls.map(({ name, input }) => ({
      name,
      input: typeof input === 'string' ? input : nest(input, leaves.get(name) ?? []),
    })),
  };
}

type Leaf = RawParameter & { readonly isRequired: boolean };

function leavesOf(schema: JsonSchema): readonly Leaf[] {
  const { required, optional } = inputParameters(schema);
  return [
    ...required.map((each) => ({ ...each, isRequired: true })),
    ...optional.map((each) => ({ ...each, isRequired: false })),
  ];
}

function flatSchema(leaves: readonly Leaf[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      leaves.map(({ name, schema, description, default: preset }): [string, JsonSchema] => [
        name,
        {
          ...schema,
          ...(description === '' ? {} : { description }),
          ...(preset === null ? {} : { default: preset }),
        },
      ]),
    ),
    required: leaves.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  };
}

function flatten(input: JsonObject, leaves: readonly Leaf[] = []): JsonObject {
  const found = leaves.flatMap((leaf): [string, JsonValue][] => {
    const value = valueAt(input, placeOf(leaf));
    return value === undefined ? [] : [[leaf.name, value]];
  });
  return Object.fromEntries(found);
}

/** The input as the tool wants it; a value whose object lacks what it must have is left out. */
function nest(input: JsonObject, leaves: readonly Leaf[]): JsonObject {
  const made: OpenArguments = {};
  for (const leaf of leaves) {
    const value = Object.hasOwn(input, leaf.name) ? input[leaf.name] : undefined;
    const isWhole = (leaf.companions ?? []).every((name) => Object.hasOwn(input, name));
    if (value !== undefined && isWhole) placeArgument(made, placeOf(leaf), value);
  }
  return made;
}
