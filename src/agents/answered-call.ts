import { valueAt } from '../json/json-pointer.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { concretePointer } from './resolve-pointer.js';

export type AnsweredCall = {
  readonly endpoint: Endpoint;
  readonly call: ToolCall;
  readonly output: JsonValue;
  /** Pattern of the object, or of the members of the list, that there is to tell of. */
  readonly at: PointerPattern;
};

/** What an answer shows in a field; of a list, in its member at the given place. */
export function fieldValue(
  field: ResponseField,
  answer: AnsweredCall,
  member: number,
): JsonValue | undefined {
  return valueAt(answer.output, concretePointer(field.pointer, member));
}

/** `showId` and `show_id` alike, as `show_id`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
