import type { ToolCall } from '../types/conversation.js';
import type { JsonValue, PointerPattern } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { AnsweredCall } from './answered-call.js';
import { toldObject } from './told-object.js';

/**
 * An answer with the part of it that there is to tell of: the endpoint's own object, unless nothing of it can be told; then
 * the part with most to tell, such as the departures in the answer about a stop.
 */
export function tellingPart(
  endpoint: Endpoint,
  call: ToolCall,
  output: JsonValue,
  context: AgentContext,
): AnsweredCall {
  const read = (at: PointerPattern): AnsweredCall =>
    new AnsweredCall(endpoint, call, output, toldObject(endpoint, at, context), context);
  const own = read(endpoint.response.objects[0]?.at ?? '');
  if (tellableCount(own, 1) > 0) return own;
  let best = { part: own, count: 0 };
  for (const at of partsOf(endpoint)) {
    const part = read(at);
    const count = tellableCount(part);
    if (count > best.count) best = { part, count };
  }
  return best.part;
}

function partsOf({ response }: Endpoint): PointerPattern[] {
  const parts = new Set(response.fields.map(({ pointer }) => pointer.slice(0, pointer.lastIndexOf('/'))));
  // Lists in lists are not told of: their members would need two numbers to be pointed at.
  return [...parts].filter((at) => at.split('*').length <= 2 && (!at.includes('*') || at.endsWith('/*')));
}

/** How many fields of the object, or of the first member of the list, can be told and are news; counted up to `enough`. */
function tellableCount(answer: AnsweredCall, enough = Number.POSITIVE_INFINITY): number {
  const { isList, fields } = answer.object;
  if (isList && answer.count === 0) return 0;
  let count = 0;
  for (const field of fields) {
    if (answer.fitness(field, 0) === 'none' || answer.repeatsArgument(answer.value(field, 0))) continue;
    count += 1;
    if (count === enough) break;
  }
  return count;
}
