import { placeOf } from '../arguments/flat-arguments.js';
import { type OpenArguments, placeArgument } from '../arguments/place-argument.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { compilePattern } from '../json/compile-pattern.js';
import { valueAt } from '../json/json-pointer.js';
import type { BriefDetour } from '../planner/conversation-brief.js';
import type { ConversationState, Mention } from '../simulation/conversation-state.js';
import type { JsonPointer, JsonSchema, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import type { ChainArgument } from '../types/tool-chain.js';
import { concretePointer } from './resolve-pointer.js';

export type ResolvedArguments = {
  readonly parameters: { readonly [name: string]: JsonValue };
  readonly sources: readonly { readonly pointer: JsonPointer; readonly source: Source }[];
  /** Slots without a source yet: the assistant has to ask. */
  readonly missing: readonly number[];
};

/**
 * Finds a source for each argument of a step, in this order: what the user said (in any earlier turn: the mention is the
 * session's memory and keeps its place), an earlier output, what the system message states, the schema. Never invents one.
 * `picks`: members of lists that are settled on along with the call.
 */
export function resolveArguments(
  step: number,
  state: ConversationState,
  detour?: Pick<BriefDetour, 'endpoint' | 'arguments'>,
  picks: PickedMembers = state.picked,
): ResolvedArguments {
  const parameters: OpenArguments = {};
  const sources: { pointer: JsonPointer; source: Source }[] = [];
  const missing: number[] = [];
  const planned = detour?.arguments ?? state.brief.chain.steps[step]?.arguments ?? [];
  const schemas = detour?.endpoint ?? state.brief.steps[step]?.endpoint;
  for (const argument of planned) {
    const parameter = schemas?.parameters.find(({ name }) => name === argument.parameter);
    const pointer = placeOf(parameter ?? { name: argument.parameter });
    const resolved = resolveArgument(argument, step, parameter?.schema ?? {}, state, picks);
    if (resolved === null) {
      if (argument.from.kind === 'slot') missing.push(argument.from.slot);
      continue;
    }
    placeArgument(parameters, pointer, resolved.value);
    for (const [suffix, source] of resolved.sources) sources.push({ pointer: pointer + suffix, source });
  }
  return { parameters, sources, missing };
}

type PickedMembers = ReadonlyMap<number, readonly number[]>;

type Resolved = {
  readonly value: JsonValue;
  readonly sources: readonly (readonly [suffix: string, source: Source])[];
};

function resolveArgument(
  argument: ChainArgument,
  step: number,
  schema: JsonSchema,
  state: ConversationState,
  picks: PickedMembers,
): Resolved | null {
  const { from } = argument;
  switch (from.kind) {
    case 'slot':
      return fromMention(from.slot, state) ?? fromContext(from.slot, state);
    case 'link':
      return fromOutput(argument, step, schema, state, picks);
    case 'default':
      return {
        value: from.value,
        sources: [['', { kind: 'schema', rule: schema.default === undefined ? 'const' : 'default' }]],
      };
  }
}

function fromMention(slot: number, state: ConversationState): Resolved | null {
  const mentions = state.mentions.get(slot);
  const known = state.slots[slot];
  if (!mentions || !known || mentions.length < known.values.length) return null;
  const sources = mentions.map((mention, element) => {
    return [known.isList ? `/${element}` : '', toSource(mention)] as const;
  });
  const values = mentions.map((mention) => mention.value);
  return { value: known.isList ? values : (values[0] ?? null), sources };
}

/** A number said in digits but passed as a number needs the rule that says so. */
function toSource({ message, start, end, value, normalization }: Mention): Source {
  if (normalization) return { kind: 'user', message, start, end, normalization };
  return typeof value === 'number'
    ? { kind: 'user', message, start, end, normalization: { name: 'number' } }
    : { kind: 'user', message, start, end };
}

function fromContext(slot: number, state: ConversationState): Resolved | null {
  const pointer = state.brief.context.get(slot);
  const value = state.slots[slot]?.values[0];
  if (pointer === undefined || value === undefined) return null;
  return { value, sources: [['', { kind: 'context', pointer }]] };
}

function fromOutput(
  argument: ChainArgument,
  step: number,
  schema: JsonSchema,
  state: ConversationState,
  picks: PickedMembers,
): Resolved {
  if (argument.from.kind !== 'link') throw new RangeError('Only a link draws from an output.');
  const { from } = argument;
  const supplier = state.executed.get(from.step);
  if (!supplier)
    throw new ConversationFailure(
      'link-unresolved',
      `step ${step} needs step ${from.step}, which was not called`,
    );
  const picked = picks.get(from.step) ?? state.picked.get(from.step);
  const pointer = concretePointer(from.field, picked?.[from.item] ?? 0);
  const found = valueAt(supplier.output, pointer);
  if (found === undefined || found === null || typeof found === 'object') {
    throw new ConversationFailure(
      'link-unresolved',
      `the output of ${supplier.call.name} has no value at ${pointer}`,
    );
  }
  const value = coerce(found, schema);
  if (value === null) {
    throw new ConversationFailure(
      'link-mistyped',
      `${supplier.call.name}${pointer} does not fit the parameter ${argument.parameter}`,
    );
  }
  const isList = schema.type === 'array';
  const normalization = !isList && value !== found ? { normalization: { name: 'text' as const } } : {};
  return {
    value,
    sources: [[isList ? '/0' : '', { kind: 'output', call: supplier.call.id, pointer, ...normalization }]],
  };
}

function inForm(text: string, { pattern, minLength, maxLength }: JsonSchema): string | null {
  if (minLength === undefined && maxLength === undefined && pattern === undefined) return text;
  const length = [...text].length;
  if (length < (minLength ?? 0) || length > (maxLength ?? length)) return null;
  return pattern === undefined || (compilePattern(pattern)?.(text) ?? true) ? text : null;
}

/** The value in the type that the parameter wants; null where there is no honest way. */
function coerce(value: string | number | boolean, schema: JsonSchema): JsonValue {
  if (schema.type === 'array') {
    const element = coerce(value, schema.items ?? {});
    return element === null ? null : element === value ? [element] : null;
  }
  if (schema.type === 'string') return inForm(typeof value === 'string' ? value : String(value), schema);
  if (schema.type === 'integer' || schema.type === 'number') {
    if (typeof value === 'number') return schema.type === 'number' || Number.isInteger(value) ? value : null;
    const read = typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : null;
    return read !== null && (schema.type === 'number' || Number.isInteger(read)) ? read : null;
  }
  if (schema.type === 'boolean') return typeof value === 'boolean' ? value : null;
  return value;
}
