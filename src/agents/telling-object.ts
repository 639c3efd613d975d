import { ownFields } from '../telling/own-fields.js';
import type { PointerPattern } from '../types/json.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue } from './answered-call.js';
import { isTellable } from './is-tellable.js';
import { memberCount } from './resolve-pointer.js';

/**
 * The part of an answer that there is to tell of: the endpoint's own object, unless nothing of it can be told; then the
 * part with most to tell, such as the departures in the answer about a stop.
 */
export function tellingObject(answer: Omit<AnsweredCall, 'at'>, context: AgentContext): PointerPattern {
  const own = answer.endpoint.response.objects[0]?.at ?? '';
  if (tellableCount(answer, own, context) > 0) return own;
  const parts = new Set(
    answer.endpoint.response.fields.map(({ pointer }) => pointer.slice(0, pointer.lastIndexOf('/'))),
  );
  let best = { at: own, count: 0 };
  for (const at of parts) {
    // Lists in lists are not told of: their members would need two numbers to be pointed at.
    if (at.split('*').length > 2 || (at.includes('*') && !at.endsWith('/*'))) continue;
    const count = tellableCount(answer, at, context);
    if (count > best.count) best = { at, count };
  }
  return best.at;
}

function tellableCount(answer: Omit<AnsweredCall, 'at'>, at: PointerPattern, context: AgentContext): number {
  const part = { ...answer, at };
  if (at.includes('*') && memberCount(answer.output, at) === 0) return 0;
  return ownFields(part).filter((field) => {
    const value = fieldValue(field, part, 0);
    const said = Object.values(answer.call.parameters).some((argument) => String(argument) === String(value));
    return !said && isTellable(field, answer.endpoint, value, context);
  }).length;
}
