import { type FigureFamily, known, share, unknown } from './figure.js';

/** How many calls and user turns a conversation has, over all base records, those without calls included. */
export function createCallCountFigures(): FigureFamily {
  let conversations = 0;
  let calls = 0;
  let long = 0;
  let userTurns = 0;
  let usualTurns = 0;
  return {
    add(view) {
      const turns = view.messages.filter(({ role }) => role === 'user').length;
      conversations += 1;
      calls += view.calls.length;
      userTurns += turns;
      if (view.calls.length >= 8) long += 1;
      if (turns >= 2 && turns <= 8) usualTurns += 1;
    },
    figures: () => ({
      calls_per_conversation:
        conversations === 0 ? unknown('no records') : known(calls / conversations, conversations),
      conversations_with_8_calls: share(long, conversations, 'no records'),
      user_turns_per_conversation:
        conversations === 0 ? unknown('no records') : known(userTurns / conversations, conversations),
      conversations_of_2_to_8_user_turns: share(usualTurns, conversations, 'no records'),
    }),
  };
}
