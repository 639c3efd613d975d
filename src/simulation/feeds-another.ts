import type { ConversationState } from './conversation-state.js';

/** True where the answer of a step fills an argument of another of these steps. */
export function feedsAnother(step: number, steps: readonly number[], { brief }: ConversationState): boolean {
  return steps.some((other) =>
    brief.chain.steps[other]?.arguments.some(({ from }) => from.kind === 'link' && from.step === step),
  );
}
