import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { RawParameter } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { describeShape, extensionMembers, isJsonList, member, textMember } from './json-shape.js';

export type ParameterList = {
  readonly parameters: readonly RawParameter[];
  readonly refusals: readonly Refusal[];
  /** True when something that names a parameter could not be read: without it, calls may be wrong. */
  readonly isBroken: boolean;
};

/** Reads `required_parameters` or `optional_parameters`. Null and an absent key mean none; order and duplicates stay. */
export function readParameters(endpoint: JsonObject, key: string, source: string): ParameterList {
  const list = member(endpoint, key) ?? [];
  if (!isJsonList(list)) {
    const refusal = refuse('not_an_object', source, '', `'${key}' is ${describeShape(list)}, not a list.`);
    return { parameters: [], refusals: [refusal], isBroken: true };
  }
  const parameters: RawParameter[] = [];
  const refusals: Refusal[] = [];
  let isBroken = false;
  list.forEach((entry, index) => {
    if (!isJsonObject(entry)) {
      const name = typeof entry === 'string' ? entry : '';
      const detail = `Entry ${index} of '${key}' is ${describeShape(entry)}, not an object.`;
      refusals.push(refuse('not_an_object', source, name, detail));
      // A null entry names nothing, so nothing that a call needs is lost with it.
      isBroken ||= entry !== null;
      return;
    }
    const parameter = readParameter(entry);
    if (parameter.name.trim() === '') {
      refusals.push(
        refuse('no_usable_name', source, parameter.name, `Entry ${index} of '${key}' has no name.`),
      );
      isBroken = true;
    } else parameters.push(parameter);
  });
  return { parameters, refusals, isBroken };
}

function readParameter(entry: JsonObject): RawParameter {
  return {
    name: textMember(entry, 'name'),
    type: orNull(member(entry, 'type')),
    description: textMember(entry, 'description'),
    default: orNull(member(entry, 'default')),
    extensions: extensionMembers(entry),
  };
}

function orNull(value: JsonValue | undefined): JsonValue {
  return value ?? null;
}

function refuse(
  reason: 'not_an_object' | 'no_usable_name',
  source: string,
  name: string,
  detail: string,
): Refusal {
  return { level: 'parameter', source, name, reason, detail };
}
