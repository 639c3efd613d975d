import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConversationState, ExecutedCall } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { AnsweredCall } from './answered-call.js';
import { tellingPart } from './telling-part.js';
import { toldObject } from './told-object.js';

/** Answers as they were read: user and assistant come back to each of them several times. */
const readings = new WeakMap<ExecutedCall, AnsweredCall>();

/**
 * A step's answer and the part of it that is told: the list that others draw from, else what there is most to tell of.
 * Throws `ConversationFailure` where the step has none.
 */
export function answerOf(step: number, state: ConversationState, context: AgentContext): AnsweredCall {
  const executed = state.executed.get(step);
  const endpoint = state.brief.steps[step]?.endpoint;
  if (!executed || !endpoint) throw new ConversationFailure('step-not-called', `step ${step} has no answer`);
  const at = state.brief.picks.get(step)?.at;
  const known = readings.get(executed);
  if (known?.context === context && (at === undefined || known.object.at === at)) return known;
  const { call, output } = executed;
  const answer =
    at === undefined
      ? tellingPart(endpoint, call, output, context)
      : new AnsweredCall(endpoint, call, output, toldObject(endpoint, at, context), context);
  readings.set(executed, answer);
  return answer;
}
