import { expect, test } from 'vitest';
import { echoArguments } from './echo-arguments.js';

test('an echo of the request shows what the call said, in the type that the answer declares', () => {
  const output = { parameters: { query: 'drawn', page: '7', limit: 5 }, data: [{ query: 'kept' }] };
  expect(echoArguments(output, { query: 'asked', page: 2 })).toEqual({
    parameters: { query: 'asked', page: '2', limit: 5 },
    data: [{ query: 'kept' }],
  });
});

test('a field outside an echo, or of another shape, is left as it is', () => {
  expect(echoArguments({ query: 'drawn' }, { query: 'asked' })).toEqual({ query: 'drawn' });
  expect(echoArguments({ params: { ids: [1] } }, { ids: 'a' })).toEqual({ params: { ids: [1] } });
  expect(echoArguments({ params: [] }, {})).toEqual({ params: [] });
});
