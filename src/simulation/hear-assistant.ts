import type { SpokenAssistantMove } from '../agents/agent-ports.js';
import type { ConversationState, GroundingGap } from './conversation-state.js';

/** Writes down what the assistant said: its claims with their sources, what it told, what it waits for. */
export function hearAssistant(move: SpokenAssistantMove, state: ConversationState): void {
  const message = state.messages.length;
  const { reasoning } = move;
  const content = move.utterance.text;
  state.messages.push(
    reasoning === undefined ? { role: 'assistant', content } : { role: 'assistant', content, reasoning },
  );
  for (const { start, end, meaning } of move.utterance.marks) {
    if (meaning.kind === 'claim') state.answerSources.push({ message, start, end, source: meaning.source });
  }
  for (const [step, members] of move.shown) {
    state.shown.set(step, members);
    state.told.add(step);
  }
  if (move.isReport)
    for (const step of state.brief.requests[state.request]?.steps ?? [])
      if (state.executed.has(step)) state.told.add(step);
  state.pending = move.pending === null ? null : { ...move.pending, message };
  if (move.pending?.kind === 'values') state.gaps.push(...findGaps(move.pending.slots, state));
}

function findGaps(slots: readonly number[], state: ConversationState): GroundingGap[] {
  return state.brief.chain.steps.flatMap((step, index) => {
    const parameters = step.arguments.flatMap(({ parameter, from }) =>
      from.kind === 'slot' && slots.includes(from.slot) ? [parameter] : [],
    );
    return parameters.length === 0 ? [] : [{ step: index, endpoint: step.endpointId, parameters }];
  });
}
