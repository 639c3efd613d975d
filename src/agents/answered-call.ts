import type { ToolCall } from '../types/conversation.js';
import type { JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { concretePointer, valueAt } from './resolve-pointer.js';

export type AnsweredCall = {
  readonly endpoint: Endpoint;
  readonly call: ToolCall;
  readonly output: JsonValue;
  /** Pattern of the object, or of the members of the list, that there is to tell of. */
  readonly at: PointerPattern;
};

/**
 * Fields of the told object itself: not of lists inside it, and not of other things with ids of their own that it shows,
 * unless it has nothing else. The visitors' name is no name of the game.
 */
export function ownFields({ endpoint, at }: Pick<AnsweredCall, 'endpoint' | 'at'>): ResponseField[] {
  const { fields, objects } = endpoint.response;
  const inside = fields.filter(
    ({ pointer }) => pointer.startsWith(`${at}/`) && !pointer.slice(at.length).includes('*'),
  );
  const own = inside.filter(({ object }) => {
    const holder = objects[object];
    return holder === undefined || holder.idField === null || !holder.at.startsWith(`${at}/`);
  });
  return own.length > 0 ? own : inside;
}

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
