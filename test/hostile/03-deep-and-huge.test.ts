import { describe, expect, it } from 'vitest';
import { validateArguments } from '../../src/arguments/validate-arguments.js';
import { readCatalogFile } from '../../src/ingest/read-catalog-file.js';
import { compileDefinition } from '../../src/validate/schema/compile-definition.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { hotelRecord } from '../support/sample-hotel-record.js';
import { interpret, makeTool, parameter } from './hostile-catalog.js';

const nested = (levels: number): object => {
  let schema: object = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { a: schema } };
  return schema;
};
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const many = (count: number) => numbered(count).map((name) => parameter(name, 'What it is', 'y'));
const listed = (count: number) => [parameter('kind', 'Kind', 'p1', { 'x-enum': numbered(count) })];
const wide = Object.fromEntries(numbered(20_000).map((name) => [name, { type: 'string' }]));

describe('hostile input, row 3: deep and huge schemas', () => {
  it('cost the tool that brings them, each with a reason, and no other', async () => {
    const { registry, refusals } = await interpret({
      'sound.json': makeTool('Sound'),
      'deep.json': makeTool('Deep', { thing: 'museum', fields: { at: nested(40) } }),
      'tower.json': `{"tool_name":"T","api_list":[{"name":"a","schema":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}]}`,
      'broad.json': makeTool('Broad', { thing: 'train', optional: many(2_001) }),
      'listed.json': makeTool('Listed', { thing: 'car', optional: listed(10_001) }),
      'wide.json': makeTool('Wide', { thing: 'flight', fields: wide }),
    });
    const reasons = refusals.map(({ source, level, reason }) => `${source}: ${level} ${reason}`);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'deep.json: endpoint too_deep',
        'deep.json: tool no_endpoints',
        'tower.json: file too_deep',
        'broad.json: endpoint too_many_parameters',
        'listed.json: endpoint enum_too_long',
        'wide.json: response schema_too_large',
      ]),
    );
    expect(refusals.filter(({ source }) => source === 'sound.json')).toEqual([]);
    expect(registry.endpoints.filter(({ id }) => id.includes('sound/')).length).toBe(2);
  });

  it('are taken up to the limit, and can be checked there', async () => {
    const { registry, refusals } = await interpret({
      't.json': makeTool('Edge', { optional: [...many(1_998), ...listed(10_000)] }),
    });
    expect(refusals).toEqual([]);
    const [endpoint] = registry.endpoints.filter(({ parameters }) => parameters.length === 2_000);
    expect(endpoint && validateArguments(endpoint, { city: 'Paris', kind: 'p9' })).toBeNull();
    expect(endpoint && validateArguments(endpoint, { city: 'Paris', q7: 'x' })).toBe(
      "Unknown parameter 'q7'.",
    );
  });

  it('skip one tool of more than 32 MB in a file of many', () => {
    const giant = { ...makeTool('Giant', { thing: 'museum' }), tool_description: 'x'.repeat(33 * 2 ** 20) };
    const bytes = Buffer.from(JSON.stringify([giant, makeTool('Sound')]));
    const { tools, refusals } = readCatalogFile(bytes, 'all.json');
    expect(tools.map(({ name }) => name)).toEqual(['Sound']);
    expect(refusals).toMatchObject([{ level: 'tool', name: 'Giant', reason: 'tool_too_large' }]);
  });

  it('make a record of a dataset invalid, and are looked at no further', () => {
    const withText = (content: string) => ({
      ...hotelRecord,
      messages: hotelRecord.messages.map((message) =>
        message.role === 'user' ? { ...message, content } : message,
      ),
    });
    let deep: unknown = 'x';
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    for (const record of [
      { ...hotelRecord, goal: deep },
      withText('1 '.repeat(50_000)),
      withText('一'.repeat(60_000)),
    ])
      expect(validateRecord(record).map(({ rule }) => rule)).toEqual(['size-bounded']);
    const started = performance.now();
    validateRecord(withText('一二'.repeat(20_000)));
    validateRecord(withText(`${' '.repeat(45_000)}x`));
    expect(performance.now() - started).toBeLessThan(10_000);
    const properties = wide;
    expect(compileDefinition({ type: 'object', properties })).toMatchObject({ usable: false });
  });
});
