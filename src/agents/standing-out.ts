import type { Reference } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './answer-of.js';
import type { AnsweredCall } from './answered-call.js';
import type { ToldField } from './told-object.js';

export type StandingOut = { readonly member: number; readonly by: NonNullable<Reference['extreme']> };

/** What people choose by, the most usual first: the concept of a field, and which end of it they want. */
const reasons = [
  { by: 'cheapest', concept: 'price', sign: 1 },
  { by: 'best_rated', concept: 'rating', sign: -1 },
  { by: 'nearest', concept: 'distance', sign: 1 },
  { by: 'quickest', concept: 'duration', sign: 1 },
] as const;

/** The one member that leads the named ones in something that was told of each; null where none does. */
export function standingOut(
  step: number,
  shown: readonly number[],
  state: ConversationState,
  context: AgentContext,
): StandingOut | null {
  const answer = answerOf(step, state, context);
  for (const { by, concept, sign } of reasons) {
    const field = answer.object.fields.find(
      (each) => each.field.concept !== null && context.knowledge.isA(each.field.concept.id, concept),
    );
    if (!field || !shown.every((member) => wasTold(field, member, answer, state))) continue;
    const values = shown.map((member) => answer.value(field, member));
    if (!values.every((value) => typeof value === 'number')) continue;
    const best = Math.min(...values.map((value) => sign * value));
    const leaders = shown.filter((_, place) => sign * (values[place] ?? 0) === best);
    const [only] = leaders;
    if (only !== undefined && leaders.length === 1) return { member: only, by };
  }
  return null;
}

function wasTold(
  field: ToldField,
  member: number,
  { call }: AnsweredCall,
  state: ConversationState,
): boolean {
  const pointer = field.field.pointer.replace('*', String(member));
  return state.answerSources.some(
    ({ source }) => source.kind === 'output' && source.call === call.id && source.pointer === pointer,
  );
}
