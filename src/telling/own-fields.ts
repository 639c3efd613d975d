import type { PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';

/**
 * Fields of the told object itself: not of lists inside it, and not of other things with ids of their own that it shows,
 * unless it has nothing else. The visitors' name is no name of the game.
 */
export function ownFields({
  endpoint,
  at,
}: {
  readonly endpoint: Endpoint;
  readonly at: PointerPattern;
}): ResponseField[] {
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
