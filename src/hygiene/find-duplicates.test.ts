import { describe, expect, it } from 'vitest';
import { createDuplicateFinder } from './find-duplicates.js';

const all = { user: 0.8, chain: 0, dialogue: 0.8 };
const request =
  'Please find me a quiet hotel in Lisbon for three nights from the fourth of May, and book the cheapest one that takes dogs.';

function record(
  id: string,
  user: string,
  options: { answer?: string; tools?: string[]; group?: string } = {},
) {
  const calls = (options.tools ?? []).map((name, at) => ({ id: `call${at}`, name, parameters: {} }));
  return {
    conversation_id: id,
    messages: [
      { role: 'user', content: user },
      ...calls.flatMap((call) => [
        { role: 'assistant', content: '', tool_calls: [call] },
        { role: 'tool', name: call.name, tool_call_id: call.id, content: '{}' },
      ]),
      { role: 'assistant', content: options.answer ?? `Done, ${id}.` },
    ],
    metadata: options.group === undefined ? {} : { twin_group: options.group },
  };
}

describe('a finder of duplicates', () => {
  it('names the earlier record that is equal, or nearly so', () => {
    const finder = createDuplicateFinder(all);
    expect(finder.check(record('a', request))).toBeNull();
    expect(
      finder.check(record('b', 'What is the weather like in Oslo this weekend, will it rain?')),
    ).toBeNull();
    expect(finder.check(record('c', request.toUpperCase()))).toEqual({
      likeness: 'user',
      similarity: 1,
      of: 1,
      ofId: 'a',
    });
    const near = finder.check(record('d', `${request} Thanks!`));
    expect(near).toMatchObject({ likeness: 'user', of: 1 });
    expect(near?.similarity).toBeGreaterThan(0.8);
  });

  it('compares with what stays, not with what goes', () => {
    const finder = createDuplicateFinder(all);
    finder.check(record('a', request));
    finder.check(record('b', `${request} Thanks!`));
    expect(finder.check(record('c', `${request} Thanks!`))).toMatchObject({ of: 1 });
  });

  it('looks at what it is told to look at', () => {
    const tools = ['x::search', 'x::book', 'x::cancel'];
    const same = [
      record('a', request, { tools }),
      record('b', 'Something else altogether, if you please.', { tools }),
    ];
    const byChain = createDuplicateFinder({ user: 0, chain: 1, dialogue: 0 });
    expect(same.map((each) => byChain.check(each)?.likeness)).toEqual([undefined, 'chain']);
    const byNothing = createDuplicateFinder({ user: 0, chain: 0, dialogue: 0 });
    expect([record('a', request), record('b', request)].map((each) => byNothing.check(each))).toEqual([
      null,
      null,
    ]);
    const byEqual = createDuplicateFinder({ user: 1, chain: 0, dialogue: 0 });
    expect(
      [record('a', request), record('b', `${request} Thanks!`)].map((each) => byEqual.check(each)),
    ).toEqual([null, null]);
  });

  it('leaves variants beside their base, and takes them away with it', () => {
    const finder = createDuplicateFinder(all);
    expect(finder.check(record('a', request, { group: 'a' }))).toBeNull();
    expect(finder.check(record('a~error', request, { group: 'a' }))).toBeNull();
    expect(finder.check(record('b', request, { group: 'b' }))).toMatchObject({ likeness: 'user', of: 1 });
    expect(finder.check(record('b~error', 'Quite another thing.', { group: 'b' }))).toMatchObject({
      likeness: 'base',
      of: 1,
    });
  });

  it('takes any record, and says nothing of what is none', () => {
    const finder = createDuplicateFinder(all);
    for (const odd of [null, 3, [], {}, { messages: [] }, { messages: [{ role: '__proto__' }] }])
      expect(finder.check(odd)).toBeNull();
  });
});
