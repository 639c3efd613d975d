import { describe, expect, it } from 'vitest';
import type { Message } from '../types/conversation.js';
import { completionsOf } from './completions.js';

const user: Message = { role: 'user', content: 'Do it.' };
const says = (content: string, weight?: 0): Message => ({
  role: 'assistant',
  content,
  ...(weight === undefined ? {} : { weight }),
});
const places = (messages: readonly Message[], which: 'one' | 'all') =>
  completionsOf(messages, which).map(({ context }) => context.length);

describe('completionsOf', () => {
  it('takes the first message after the last user, or all of the assistant', () => {
    const messages = [user, says('A'), says('B'), user, says('C'), says('D')];
    expect(places(messages, 'one')).toEqual([4]);
    expect(places(messages, 'all')).toEqual([1, 2, 4, 5]);
  });

  it('leaves out messages that are not to be trained on, and no others', () => {
    const messages = [user, says('A'), user, says('wrong', 0), says('C')];
    expect(places(messages, 'one')).toEqual([4]);
    expect(places(messages, 'all')).toEqual([1, 4]);
  });

  it('goes back to an earlier request where the last got no answer', () => {
    expect(places([user, says('A'), says('B'), user], 'one')).toEqual([1]);
    expect(places([user], 'one')).toEqual([]);
  });
});
