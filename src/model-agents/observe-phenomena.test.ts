import { describe, expect, it } from 'vitest';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { Message } from '../types/conversation.js';
import { observePhenomena } from './observe-phenomena.js';

const alternatives = ['or', 'それとも'];

/** A conversation that opens with a wish, vague or not, and goes on with a question and its answer. */
function stateOf(question: string, isVague: boolean): ConversationState {
  const messages: Message[] = [
    { role: 'system', content: 'You help.' },
    { role: 'user', content: 'I have a question about traders.' },
    { role: 'assistant', content: question },
    { role: 'user', content: 'Find some of type default.' },
  ];
  return {
    brief: { ambiguity: isVague ? {} : null, offered: [], requestOf: [] },
    messages,
    phenomena: [],
    requestMessages: [1],
    calls: [],
    unconfirmed: new Set(),
    argumentSources: [
      { call: 'c', pointer: '/type', source: { kind: 'user', message: 3, start: 18, end: 25 } },
    ],
  } as unknown as ConversationState;
}

const seen = (question: string, isVague = true): string[] =>
  observePhenomena(stateOf(question, isVague), alternatives).map(({ name }) => name);

describe('observePhenomena', () => {
  it('reads a question for one of two readings of a vague wish as ambiguous intent', () => {
    expect(seen('Do you want to find traders, or see the positions of one?')).toEqual(['ambiguous_intent']);
    expect(seen('お探しですか、それとも詳細ですか？')).toEqual(['ambiguous_intent']);
  });

  it('reads a question that puts no alternatives, or after a plain wish, as one for a value', () => {
    expect(seen('What for exactly?')).toEqual(['missing_parameter']);
    expect(seen('Daily or weekly?', false)).toEqual(['missing_parameter']);
  });
});
