import type { ModelRole } from '../types/language-model.js';

export type CallPlace = {
  /** Id of the record: seed and row stand in it, and the variant of a twin. */
  readonly conversationId: string;
  readonly role: ModelRole;
  /** Which call of the role in this conversation, from 0. */
  readonly turn: number;
  /** What was tried before, outermost first: attempt of the row, choice of words, tries of this call. */
  readonly attempt: readonly number[];
};

/** Names a call by its place in the run, never by when it is made: `conv_42_0007/assistant/3/0.0.1`. */
export function logicalId({ conversationId, role, turn, attempt }: CallPlace): string {
  return `${conversationId}/${role}/${turn}/${attempt.join('.')}`;
}
