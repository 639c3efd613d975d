import { expect, it } from 'vitest';
import { createToolNames, portableNames, pythonNames, serviceNames } from './tool-names.js';

it('keeps a name as far as its target takes it, and changes no more than signs', () => {
  const names = { service: serviceNames, python: pythonNames, portable: portableNames };
  const exported = (wanted: string): string[] =>
    Object.values(names).map((rule) => createToolNames(rule).exported('library::find', wanted));
  expect(exported('get-library-docs')).toEqual(['get-library-docs', 'get_library_docs', 'get_library_docs']);
  expect(exported('math.sum')).toEqual(['math_sum', 'math.sum', 'math_sum']);
  expect(exported('36kr-trending')).toEqual(['36kr-trending', '_36kr_trending', '_36kr_trending']);
  expect(exported('a/b c')).toEqual(['library__find', 'library__find', 'library__find']);
  expect(exported('本を探す')).toEqual(['library__find', 'library__find', 'library__find']);
});

it('gives one name to one tool, whoever asks for it', () => {
  const { exported, renamed } = createToolNames(serviceNames);
  expect(exported('north::ping', 'a.ping')).toBe('a_ping');
  expect(exported('south::ping', 'a/ping')).toBe('south__ping');
  expect(exported('north::ping', 'other')).toBe('a_ping');
  expect(Object.fromEntries(renamed())).toEqual({ a_ping: 'north::ping', south__ping: 'south::ping' });
});
