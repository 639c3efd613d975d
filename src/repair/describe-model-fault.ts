import { ConversationFailure } from '../errors/conversation-failure.js';
import { ModelCallError } from '../errors/model-call-error.js';

/** What a model did wrong, where that spoils one attempt and not the run; null for any other error. */
export function describeModelFault(error: unknown): string | null {
  // A call's detail may hold what differs from day to day, and it would stand in the record.
  if (error instanceof ModelCallError) return `the call failed (${error.kind})`;
  return error instanceof ConversationFailure ? `${error.reason}: ${error.detail}` : null;
}
