import { describe, expect, it } from 'vitest';
import type { AssistantMessage, Message, ToolCall } from '../../types/conversation.js';
import { firstDifference, firstSharedDifference } from './first-difference.js';

const system: Message = { role: 'system', content: 'Help.' };
const ask: Message = { role: 'user', content: 'Weather in Paris?' };
const calls = (id: string, city: string): AssistantMessage => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id, name: 'get_weather', parameters: { city, days: 1 } } satisfies ToolCall],
});
const answer = (id: string, content: string): Message => ({
  role: 'tool',
  name: 'get_weather',
  tool_call_id: id,
  content,
});
const says = (content: string): AssistantMessage => ({ role: 'assistant', content });

describe('firstDifference', () => {
  it('cuts the preferred conversation before the first message of the assistant that differs', () => {
    const preferred = [
      system,
      ask,
      calls('a', 'Paris'),
      answer('a', '{"error":1}'),
      says('It failed.'),
      says('Bye.'),
    ];
    const other = [system, ask, calls('b', 'Paris'), answer('b', '{"t":1}'), says('1 degree.')];
    expect(firstDifference(preferred, other)).toEqual({
      context: preferred.slice(0, 4),
      chosen: says('It failed.'),
      rejected: says('1 degree.'),
    });
  });

  it('counts messages of the assistant alone: users may have said more', () => {
    const other = [system, ask, says('Which city?')];
    const preferred = [system, ask, ask, calls('a', 'Paris')];
    expect(firstDifference(preferred, other)).toMatchObject({ context: [system, ask, ask] });
  });

  it('sees no difference in ids of calls, the order of arguments, reasoning and marks', () => {
    const one: AssistantMessage = { ...calls('a', 'Paris'), reasoning: 'Hm.', weight: 0 };
    const other: AssistantMessage = {
      ...says(''),
      tool_calls: [{ id: 'b', name: 'get_weather', parameters: { days: 1, city: 'Paris' } }],
    };
    expect(firstDifference([ask, one], [ask, other])).toMatch(/says and calls the same/);
  });

  it('says why there is no pair', () => {
    expect(firstDifference([ask, says('A'), says('B')], [ask, says('A')])).toMatch(/ends before/);
    expect(firstDifference([ask, says('A')], [ask, says('A'), says('B')])).toMatch(/ends before/);
    const untrained: AssistantMessage = { ...says('Wrong'), weight: 0 };
    expect(firstDifference([ask, untrained], [ask, says('A')])).toMatch(/not to be trained on/);
  });
});

describe('firstSharedDifference', () => {
  it('asks for the same context on both sides', () => {
    const one = [ask, calls('a', 'Paris'), answer('a', '1'), says('One.')];
    const same = [ask, calls('b', 'Paris'), answer('b', '1'), says('1.')];
    const other = [ask, calls('b', 'Paris'), answer('b', '2'), says('Two.')];
    expect(firstSharedDifference(one, same)).toMatchObject({
      context: one.slice(0, 3),
      rejected: says('1.'),
    });
    expect(firstSharedDifference(one, other)).toMatch(/somebody else/);
    expect(firstSharedDifference(one, one)).toMatch(/are the same/);
    expect(firstSharedDifference(one, one.slice(0, 3))).toMatch(/ends before/);
  });
});
