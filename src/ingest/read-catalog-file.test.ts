import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalogFile } from './read-catalog-file.js';

const read = (value: unknown, path = 'Travel/hotels.json') =>
  readCatalogFile(Buffer.from(JSON.stringify(value)), path);

/** Keys that the readers look at, holding anything. */
const anyKeys = fc.constantFrom(
  'api_list',
  'name',
  'tool_name',
  'api_name',
  'query',
  'tools',
  'category',
  'schema',
  'required_parameters',
  'optional_parameters',
  'default',
  'x-enum',
  '__proto__',
  'constructor',
);
const { hostile } = fc.letrec((tie) => ({
  hostile: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, 0, -1.5, '', 'text', '\u0000'),
    fc.array(tie('hostile'), { maxLength: 4 }),
    fc.dictionary(anyKeys, tie('hostile'), { maxKeys: 6 }),
  ),
}));

describe('readCatalogFile', () => {
  it('reads or refuses whatever the file holds, and never does neither', () =>
    fc.assert(
      fc.property(hostile, (value) => {
        const { tools, apis, refusals } = read(value);
        expect(tools.length + apis.length + refusals.length).toBeGreaterThan(0);
        expect(tools.every((tool) => tool.endpoints.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    ));

  it('accounts for every entry of an api_list', () =>
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (entries) => {
        const { tools, refusals } = read({ tool_name: 'T', api_list: [{ name: 'first' }, ...entries] });
        fc.pre(tools.length > 0);
        const refused = refusals.filter(({ level }) => level === 'endpoint').length;
        expect((tools[0]?.endpoints.length ?? 0) + refused).toBe(entries.length + 1);
      }),
    ));

  it.each([
    ['', 'empty_file'],
    [' \n\t', 'empty_file'],
    ['[]', 'empty_file'],
    ['{"tools": []}', 'empty_file'],
    ['{', 'invalid_json'],
    ['{}', 'unknown_format'],
    ['null', 'unknown_format'],
    ['[1, 2]', 'unknown_format'],
  ])('refuses %j as %s', (text, reason) => {
    const { refusals } = readCatalogFile(Buffer.from(text), 'a.json');
    expect(refusals).toMatchObject([{ level: 'file', source: 'a.json', reason }]);
  });

  it('takes the stem from the file name, which may be empty', () => {
    const tool = { name: 'N', api_list: [{ name: 'E' }] };
    const stems = ['A/.json', 'A/a.b.JSON', 'tools.txt'].map((path) => read(tool, path).tools[0]?.stem);
    expect(stems).toEqual(['', 'a.b', 'tools.txt']);
  });

  it('refuses a tool whose extension key is too deep, and a tool of which no endpoint can be read', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 70; level += 1) deep = [deep];
    const reasons = (value: object) =>
      read({ name: 'N', ...value }).refusals.map(({ level, reason }) => `${level} ${reason}`);
    expect(reasons({ api_list: [{ name: 'E' }], 'x-deep': deep })).toEqual(['tool too_deep']);
    expect(reasons({ api_list: [{ name: 'E', schema: deep }] })).toEqual([
      'endpoint too_deep',
      'tool no_endpoints',
    ]);
  });
});
