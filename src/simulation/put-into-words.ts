import type { Assistant, Speakers, SpokenUserMove, UserMove, UserProxy } from '../agents/agent-ports.js';
import { realiseAssistant } from '../language/assistant/realise-assistant.js';
import type { Speech } from '../language/speech.js';
import { realiseUser } from '../language/user/realise-user.js';
import type { Random } from '../random/random.js';
import { wordingLabel } from './wording-label.js';

/** Agents that decide on acts, as speakers: the language component puts every act into words, sources included. */
export function putIntoWords(
  { user, assistant }: { readonly user: UserProxy; readonly assistant: Assistant },
  speech: Speech,
  random: Random,
): Speakers {
  return {
    user: {
      next(state) {
        const move = user.next(state);
        if (move === null) return null;
        const utterance = realiseUser(move.act, speech, random.fork(wordingLabel('user', move.act, state)));
        const { act, opens, picks, revises } = move;
        return { opens, picks, revises, utterance, manner: manners[act.kind] ?? 'plain' };
      },
    },
    assistant: {
      next(state) {
        const move = assistant.next(state);
        if (move.kind === 'call') return move;
        const { act, kind, pending, shown } = move;
        const utterance = realiseAssistant(act, speech, random.fork(wordingLabel('assistant', act, state)));
        return { kind, utterance, isReport: act.kind === 'report', pending, shown };
      },
    },
  };
}

const manners: { readonly [kind in UserMove['act']['kind']]?: SpokenUserMove['manner'] } = {
  correct: 'correction',
  digress: 'digression',
  refuse: 'refusal',
  thank: 'thanks',
};
