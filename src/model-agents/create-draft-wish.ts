import type { AgentContext } from '../agents/agent-context.js';
import { makeRequest } from '../agents/make-request.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Speech } from '../language/speech.js';
import { realiseUser } from '../language/user/realise-user.js';
import type { Random } from '../random/random.js';
import type { DraftWish } from './directions.js';

/**
 * Words requests as the offline user would, for a live one to put into their own words: the plan's goals name what is called,
 * a sentence says which of several things is meant.
 */
export function createDraftWish(context: AgentContext, speech: Speech, random: Random): DraftWish {
  return (request, manner, state) => {
    const stream = random.fork(`draft-${request}${manner === 'specify' ? '-specify' : ''}`);
    try {
      const { act } = makeRequest(request, manner, state, context, stream);
      return realiseUser(act, speech, stream.fork('words')).text;
    } catch (error) {
      // What the assistant said may not have brought what the words point at.
      if (error instanceof ConversationFailure) return null;
      throw error;
    }
  };
}
