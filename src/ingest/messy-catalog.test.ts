import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import { type Catalog, readCatalog } from './read-catalog.js';

const messy = fileURLToPath(new URL('../../test/fixtures/messy-catalog/', import.meta.url));

describe('readCatalog on the messy catalog', () => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await readCatalog(messy);
  });

  const toolAt = (source: string): RawTool => {
    const found = catalog.tools.find((tool) => tool.source === source);
    if (found === undefined) throw new Error(`No tool was read from ${source}.`);
    return found;
  };
  const endpointAt = (source: string, name: string): RawEndpoint => {
    const found = toolAt(source).endpoints.find((endpoint) => endpoint.name === name);
    if (found === undefined) throw new Error(`${source} has no endpoint '${name}'.`);
    return found;
  };
  const defaultsOf = (endpoint: RawEndpoint) =>
    [...endpoint.required, ...endpoint.optional].map((parameter) => parameter.default);

  it('accounts for everything that it does not read', () => {
    expect(
      catalog.refusals.map(({ level, source, name, reason }) => `${level} ${source} '${name}' ${reason}`),
    ).toMatchInlineSnapshot(`
        [
          "endpoint Data/strange_schemas.json 'Abyss' too_deep",
          "file Odd/cut_off.json '' invalid_json",
          "file Odd/empty.json '' empty_file",
          "tool Odd/no_endpoints.json 'No Endpoints' no_endpoints",
          "file Odd/not_a_number.json '' invalid_json",
          "tool Odd/null_endpoints.json 'Null Endpoints' no_endpoints",
          "parameter Odd/nulls_for_lists.json '' not_an_object",
          "endpoint Odd/nulls_for_lists.json 'Text for list' not_an_object",
          "parameter Odd/nulls_for_lists.json '' not_an_object",
          "parameter Odd/nulls_for_lists.json 'colour' not_an_object",
          "parameter Odd/nulls_for_lists.json '' no_usable_name",
          "endpoint Odd/nulls_for_lists.json '' not_an_object",
          "endpoint Odd/nulls_for_lists.json '' not_an_object",
          "endpoint Odd/nulls_for_lists.json '' not_an_object",
          "file Odd/something_else.json '' no_endpoints",
        ]
      `);
    expect(catalog.fileCount).toBe(38);
    expect(catalog.ignoredFiles).toEqual(['README.md']);
  });

  it('keeps the spellings of an unknown response apart', () => {
    expect(toolAt('Data/four_silences.json').endpoints.map(({ responseSchema }) => responseSchema)).toEqual([
      undefined,
      '',
      {},
      { type: 'object' },
      undefined,
    ]);
    expect(endpointAt('Data/four_silences.json', 'Empty text').statusCode).toBe(1);
  });

  it('keeps display types and disagreeing defaults as they stand', () => {
    const types = endpointAt('Tools/display_types.json', 'Measure').required.map(({ type }) => type);
    expect(types).toEqual([
      'STRING',
      'NUMBER',
      'BOOLEAN',
      'ENUM',
      'ARRAY',
      'OBJECT',
      'DATE (YYYY-MM-DD)',
      null,
      'GEOPOINT (latitude, longitude)',
      'TIME (24-hour HH:MM)',
      'BINARY',
    ]);
    expect(defaultsOf(endpointAt('Tools/stubborn_defaults.json', 'Disagree'))).toEqual([
      '25',
      'wide',
      'yes',
      7,
      0,
      '{"brand": "Acme"}',
      '1,2,3',
      '',
      1,
      0.5,
      ['a', 'b'],
      { k: 'v' },
      null,
    ]);
  });

  it('loses no digit of integers beyond 2^53', () => {
    const post = endpointAt('Social/big_numbers.json', 'Get Post');
    expect(defaultsOf(post)).toEqual([
      '9007199254740993',
      '1234567890123456789',
      '-9007199254740995',
      9007199254740991,
      0.1234567890123456,
    ]);
    expect(post.responseSchema).toMatchObject({
      properties: { post_id: { example: '18446744073709551615' } },
    });
  });

  it('reads the file named .json and names in other scripts', () => {
    expect(toolAt('Communication/.json')).toMatchObject({
      category: 'Communication',
      stem: '',
      name: '우체국',
    });
    expect(toolAt('Communication/天气助手.json')).toMatchObject({ stem: '天气助手' });
    expect(endpointAt('Communication/時刻表.json', '時刻検索').required[0]?.name).toBe('駅名');
  });

  it('reads names exactly as the file spells them', () => {
    const names = endpointAt('Science/odd_names.json', 'GET v1/stars').required.map(({ name }) => name);
    expect(names).toEqual(['filter[search term]', 'date.fromDay', '$term', 'magnitude\t']);
    expect(toolAt('Science/odd_names.json').endpoints.map(({ name }) => name)).toContain('404');
    expect(toolAt('Media/decorated_texts.json').endpoints[0]?.name).toBe('Find\u200bFilm');
  });

  it('keeps equal endpoints, equal file names and equal parameters apart', () => {
    const names = toolAt('Business/echo_desk.json').endpoints.map(({ name }) => name);
    expect(names.filter((name) => name === 'List Invoices')).toHaveLength(2);
    expect([toolAt('Search/finder.json').category, toolAt('Music/finder.json').category]).toEqual([
      'Search',
      'Music',
    ]);
    expect(endpointAt('Tools/twice_said.json', 'Both lists')).toMatchObject({
      required: [{ name: 'lang', default: 'en' }],
      optional: [{ name: 'lang', default: 'de' }],
    });
  });

  it('treats prototype names as ordinary names', () => {
    const trap = toolAt('Tools/__proto__.json');
    expect(trap).toMatchObject({ name: '__proto__', stem: '__proto__' });
    const endpoint = endpointAt('Tools/__proto__.json', 'constructor');
    expect(endpoint.required.map(({ name }) => name)).toEqual(['__proto__', 'toString']);
    const { properties } = endpoint.responseSchema as { properties: object };
    expect(Object.keys(properties)).toEqual(['__proto__', 'constructor', 'value']);
    expect(toolAt('constructor/constructor.json').category).toBe('constructor');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('survives marks, duplicate keys, and null where lists are expected', () => {
    expect(toolAt('Odd/marked.json').name).toBe('Marked');
    expect(toolAt('Odd/same_key_twice.json').description).toBe('The first.');
    expect(toolAt('Odd/nulls_for_lists.json').endpoints.map(({ name }) => name)).toEqual([
      'Nulls',
      'Missing',
      'Entries',
    ]);
  });

  it('reads the keys of older crawls', () => {
    const tool = toolAt('Tools/older_keys.json');
    expect(tool.format).toBe('toolbench-2023');
    expect(tool.endpoints).toMatchObject([
      { method: 'POST', responseExample: { note_id: 'n-1', text: 'Buy oars' }, statusCode: 201 },
      { responseTemplate: { note_id: 'str', tags: ['list of str with length 2'] } },
      { responseSchema: { type: 'object' } },
    ]);
  });

  it('keeps extension keys of tools, endpoints and parameters', () => {
    const hotels = toolAt('Travel/harbor_hotels.json');
    expect(hotels.extensions).toEqual({ 'x-note': 'An extension key on a tool.' });
    expect(endpointAt(hotels.source, 'Cancel Booking').extensions).toEqual({ 'x-irreversible': true });
    expect(endpointAt(hotels.source, 'Search Hotels').optional[1]?.extensions).toEqual({
      'x-enum': ['price', 'stars', 'distance'],
    });
  });

  it('reads many endpoints, many parameters and long texts whole', () => {
    expect(toolAt('Database/many_doors.json').endpoints).toHaveLength(52);
    expect(endpointAt('Database/many_parameters.json', 'Filter').optional).toHaveLength(95);
    expect(endpointAt('Media/decorated_texts.json', 'Describe Film 😀').description.length).toBeGreaterThan(
      1000,
    );
  });
});
