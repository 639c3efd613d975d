import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogReaders } from '../../src/ingest/catalog-readers.js';
import { parseDocument } from '../../src/ingest/parse-document.js';
import { readCatalogFile } from '../../src/ingest/read-catalog-file.js';
import type { RawEndpoint, RawTool } from '../../src/types/raw-tool.js';

const folder = join(import.meta.dirname, '../fixtures/function-catalogs');

describe('function catalogs', () => {
  it('are each recognized by one reader alone', () => {
    const told = readdirSync(folder).map((name): [string, string[]] => {
      const parsed = parseDocument(readFileSync(join(folder, name), 'utf8'), name);
      if (!parsed.ok) throw new Error(`${name}: ${parsed.detail}`);
      return [
        name,
        catalogReaders.filter((reader) => reader.recognizes(parsed.value)).map(({ format }) => format),
      ];
    });
    expect(Object.fromEntries(told)).toEqual({
      'anthropic.json': ['anthropic'],
      'bfcl-class.jsonl': ['bfcl'],
      'bfcl-lines.jsonl': ['bfcl'],
      'gemini-json-schema.json': ['gemini'],
      'gemini.json': ['gemini'],
      'mcp-list.json': ['mcp'],
      'mcp-pages.jsonl': ['mcp'],
      'nasty-names.json': ['mcp'],
      'openai-chat.json': ['openai'],
      'openai-functions.json': ['openai'],
      'openai-responses.json': ['openai'],
      'xlam.json': ['xlam'],
    });
  });

  it('leave ToolBench and descriptions of HTTP to others', () => {
    const parameters = { type: 'object', properties: {} };
    const foreign = [
      { tool_name: 'a', api_list: [{ name: 'b', parameters }] },
      [{ query: 'q', api_list: [{ tool_name: 'a', api_name: 'b' }] }],
      { tools: [{ tool_name: 'a', api_list: [] }] },
      { openapi: '3.1.0', info: {}, paths: {}, tools: [{ type: 'function', name: 'x', parameters }] },
      { name: 'a package', version: '1.0.0' },
      [],
      7,
    ];
    for (const value of foreign) {
      const takers = catalogReaders.filter((reader) => reader.recognizes(value));
      expect(takers.map(({ format }) => format).filter((format) => functionFormats.has(format))).toEqual([]);
    }
  });

  it('give MCP tools their server, their titles and what annotations say', () => {
    const [tool] = read('mcp-list.json').tools;
    expect(tool).toMatchObject({ format: 'mcp', name: 'Shelf Keeper', category: 'Shelf Keeper' });
    expect(namesOf(tool)).toEqual([
      ['Find books', 'shelf_find_books'],
      ['order_history', 'shelf_order_history'],
      ['drop_book', 'shelf_drop_book'],
    ]);
    expect(endpoint(tool, 'shelf_find_books').extensions).toEqual({
      'x-read-only': true,
      'x-irreversible': false,
    });
    expect(endpoint(tool, 'shelf_drop_book').extensions).toEqual({ 'x-irreversible': true });
    expect(endpoint(tool, 'shelf_find_books').responseSchema).toMatchObject({
      properties: { books: { items: { properties: { title: { type: 'string' } } } } },
    });
  });

  it('join the pages of one list, and name what two pages call the same', () => {
    const { tools, refusals } = read('mcp-pages.jsonl');
    expect(tools.map((tool) => namesOf(tool).map(([, name]) => name))).toEqual([
      ['get_time', 'no_schema', 'set_alarm'],
    ]);
    expect(refusals).toMatchObject([{ name: 'get_time', reason: 'duplicate_endpoint' }]);
  });

  it('keep the lists of several servers apart', () => {
    const tools = (name: string) => [{ name, inputSchema: { type: 'object' } }];
    const byName = { north: { tools: tools('ping') }, south: { tools: tools('ping') } };
    const listed = [
      { name: 'north', tools: tools('ping') },
      { serverInfo: { name: 'south' }, tools: tools('ping') },
    ];
    for (const value of [byName, listed]) {
      const reading = readCatalogFile(Buffer.from(JSON.stringify(value)), 'servers.json');
      expect(reading.tools.map(({ name }) => name)).toEqual(['north', 'south']);
      expect(reading.refusals).toEqual([]);
    }
  });

  it('find functions by their names, and servers by theirs, wherever a list could stand', () => {
    const inputSchema = { type: 'object', properties: { q: { type: 'string' } } };
    const tool = (name: string) => ({ name, inputSchema });
    const forms = {
      'servers inside of entries': [
        { name: 'North (Demo)', web: 'x', tools: { north: { tools: [tool('ping'), tool('pong')] } } },
        { name: 'South', tools: { south: { tools: [tool('ping')] } } },
      ],
      'lists by server': { north: [tool('ping'), tool('pong')], south: [tool('ping')] },
      'functions by name': {
        north: { tools: { ping: { inputSchema }, pong: { inputSchema } } },
        south: { tools: { ping: { inputSchema } } },
      },
    };
    for (const [form, value] of Object.entries(forms)) {
      const { tools, refusals } = readCatalogFile(Buffer.from(JSON.stringify(value)), 'servers.json');
      const found = tools.map((each) => [each.name, namesOf(each).map(([, name]) => name)]);
      expect(found, form).toEqual([
        ['north', ['ping', 'pong']],
        ['south', ['ping']],
      ]);
      expect(refusals, form).toEqual([]);
    }
  });

  it('read each function of a mixed list with its parameters, in a format that was forced, too', () => {
    const schema = { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] };
    const list = [
      { name: 'one', inputSchema: schema },
      { name: 'two', input_schema: schema },
      { type: 'function', function: { name: 'three', parameters: schema } },
      { type: 'function', name: 'four', parameters: JSON.stringify(schema) },
    ];
    for (const format of [undefined, 'mcp', 'openai', 'anthropic', 'gemini', 'bfcl', 'xlam'] as const) {
      const { tools, refusals } = readCatalogFile(Buffer.from(JSON.stringify(list)), 'mixed.json', format);
      const taken = tools[0]?.endpoints.map(({ functionName, required }) => [
        functionName,
        required[0]?.name,
      ]);
      expect(taken, format ?? 'none').toEqual(['one', 'two', 'three', 'four'].map((name) => [name, 'q']));
      expect(refusals).toEqual([]);
    }
  });

  it('take no parts of a description of HTTP for functions by name', () => {
    const parts = { components: { parameters: { page: { name: 'page', in: 'query' } }, schemas: {} } };
    expect(catalogReaders.filter((reader) => reader.recognizes(parts))).toEqual([]);
  });

  it('read the shapes of OpenAI, and refuse tools that are no functions', () => {
    const chat = read('openai-chat.json');
    expect(namesOf(chat.tools[0]).map(([, name]) => name)).toEqual(['get_weather', 'list_alerts']);
    expect(chat.refusals).toMatchObject([{ source: 'openai-chat.json#1', reason: 'no_usable_name' }]);
    const [responses] = read('openai-responses.json').tools;
    expect(endpoint(responses, 'book_table').required).toMatchObject([{ name: 'at.date', at: '/at/date' }]);
    expect(read('openai-functions.json').tools[0]?.endpoints).toHaveLength(1);
  });

  it('read the words of Gemini', () => {
    const { tools, refusals } = read('gemini.json');
    const light = endpoint(tools[0], 'set_light');
    expect(light.inputSchema).toEqual({
      type: 'object',
      properties: {
        brightness: { type: 'integer', minimum: 0 },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
        room: { type: ['string', 'null'] },
      },
      required: ['brightness'],
    });
    expect(light.responseSchema).toMatchObject({ properties: { brightness: { type: 'integer' } } });
    expect(refusals).toMatchObject([{ reason: 'no_usable_name' }]);
    expect(read('gemini-json-schema.json').tools[0]?.endpoints[0]?.required).toMatchObject([
      { name: 'harbour' },
    ]);
  });

  it('take functions of lines for strangers, but for those whose names have one beginning', () => {
    const { tools, refusals } = read('bfcl-lines.jsonl');
    expect(tools.map((tool) => [tool.name, namesOf(tool)])).toEqual([
      ['calculate_triangle_area', [['calculate_triangle_area', 'calculate_triangle_area']]],
      [
        'math',
        [
          ['sum', 'math.sum'],
          ['mean', 'math.mean'],
        ],
      ],
    ]);
    expect(refusals).toMatchObject([{ name: 'calculate_triangle_area', reason: 'duplicate_endpoint' }]);
    expect(tools[0]?.endpoints[0]?.inputSchema).toMatchObject({
      properties: { base: { type: 'number' }, points: { type: 'array' }, more: {} },
    });
    const [piano] = read('bfcl-class.jsonl').tools;
    expect(piano?.name).toBe('bfcl-class');
    expect(endpoint(piano, 'press_key').responseSchema).toMatchObject({
      properties: { volume: { type: 'number' } },
    });
  });

  it('leave what all descriptions begin with to the tool', () => {
    const told = ['Sets a lamp.', 'Lists lamps.', 'Sells a lamp.'].map((text, place) => ({
      name: `lamp_${place}`,
      description: `These tools are of a lamp shop. Tool: ${text}`,
      inputSchema: { type: 'object' },
    }));
    const { tools } = readCatalogFile(Buffer.from(JSON.stringify({ tools: told })), 'lamps.json');
    expect(tools[0]?.description).toBe('These tools are of a lamp shop. Tool:');
    expect(tools[0]?.endpoints.map(({ description }) => description)).toEqual([
      'Sets a lamp.',
      'Lists lamps.',
      'Sells a lamp.',
    ]);
  });

  it('read parameters without a schema around them', () => {
    const { tools } = read('xlam.json');
    expect(tools.map(({ name }) => name)).toEqual(['tree_age', 'tree_height', 'broken']);
    expect(tools[0]?.endpoints[0]?.inputSchema).toMatchObject({
      properties: {
        rings: { type: 'integer' },
        kinds: { type: 'array', items: { type: 'string' } },
        region: { type: 'string', default: 'north' },
      },
      required: ['rings'],
    });
  });

  it('tell of each name that cannot be taken', () => {
    const long = { name: 'n'.repeat(10_000), inputSchema: {} };
    const { tools, refusals } = read('nasty-names.json');
    expect(namesOf(tools[0]).map(([, name]) => name)).toEqual([
      'getUser',
      'GetUser',
      '__proto__',
      'odd_schema',
      'ref_out',
    ]);
    expect(refusals.map(({ source, reason }) => `${source.split('#')[1]} ${reason}`)).toEqual([
      '2 no_usable_name',
      '3 duplicate_endpoint',
      '5 no_usable_name',
      '6 no_usable_name',
      '7 no_usable_name',
      '8 not_an_object',
      '9 not_an_object',
      '10 not_an_object',
      '12 remote_reference',
      '12 dangling_reference',
    ]);
    const bytes = Buffer.from(JSON.stringify({ tools: [long, { name: 'fine', inputSchema: {} }] }));
    expect(readCatalogFile(bytes, 'long.json').refusals).toMatchObject([
      { name: 'n'.repeat(80), reason: 'no_usable_name' },
    ]);
  });

  it('never trip over a value', () => {
    const values = [
      null,
      7,
      'text',
      [],
      {},
      [[[]]],
      { tools: 7 },
      { tools: [null, [], [{}]] },
      [{ function: [] }],
    ];
    for (const reader of catalogReaders)
      for (const value of values)
        expect(() => {
          reader.recognizes(value);
          reader.read({ value, relativePath: 'a.json', folder: '', stem: 'a' });
        }).not.toThrow();
  });
});

const functionFormats = new Set<string>(['mcp', 'openai', 'anthropic', 'gemini', 'bfcl', 'xlam']);

function read(name: string): ReturnType<typeof readCatalogFile> {
  return readCatalogFile(readFileSync(join(folder, name)), name);
}

function namesOf(tool: RawTool | undefined): [string, string | undefined][] {
  return (tool?.endpoints ?? []).map(({ name, functionName }) => [name, functionName]);
}

function endpoint(tool: RawTool | undefined, name: string): RawEndpoint {
  const found = tool?.endpoints.find(({ functionName }) => functionName === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}
