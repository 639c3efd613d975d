import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonValue } from '../../types/json.js';
import type { RawEndpoint } from '../../types/raw-tool.js';
import type { FileReading } from '../catalog-reader.js';
import { readCatalogFile } from '../read-catalog-file.js';
import { openapi } from './openapi.js';

function readFixture(name: string): FileReading {
  return readCatalogFile(readFileSync(`test/fixtures/openapi/${name}`), name);
}

function readValue(value: JsonValue): FileReading {
  return readCatalogFile(Buffer.from(JSON.stringify(value)), 'made.json');
}

function endpointOf({ tools }: FileReading, name: string): RawEndpoint {
  const endpoint = tools.flatMap((tool) => tool.endpoints).find((each) => each.name === name);
  if (endpoint === undefined) throw new Error(`no endpoint ${name}`);
  return endpoint;
}

function namesOf({ required, optional }: RawEndpoint): { required: string[]; optional: string[] } {
  return { required: required.map(({ name }) => name), optional: optional.map(({ name }) => name) };
}

describe('openapi', () => {
  const nasty = readFixture('nasty.yaml');

  it('names each thing that it does not read, and reads the rest', () => {
    expect(
      nasty.refusals.map(({ level, name, reason }) => `${level} ${name} ${reason}`).sort(),
    ).toMatchInlineSnapshot(`
      [
        "endpoint /broken not_an_object",
        "endpoint /remote remote_reference",
        "endpoint POST /orders/{id} not_an_object",
        "endpoint getOrder duplicate_endpoint",
        "parameter get search by what remote_reference",
        "parameter getOrder circular_reference",
        "parameter getOrder dangling_reference",
        "parameter getOrder not_an_object",
        "parameter getOrder: Authorization credential_parameter",
        "parameter getOrder: key credential_parameter",
        "parameter getOrder: old technical_parameter",
        "parameter getOrder: session technical_parameter",
        "parameter replaceOrder circular_reference",
        "parameter sendOrders circular_reference",
        "response get search by what dangling_reference",
        "response getOrder circular_reference",
        "response replaceOrder circular_reference",
        "tool shopKey credential_parameter",
      ]
    `);
    expect(nasty.tools.flatMap(({ endpoints }) => endpoints.map(({ name }) => name))).toEqual([
      'getOrder',
      'replaceOrder',
      'delete order by id',
      'sendOrders',
      'sendFile',
      'get search by what',
      'addNote',
    ]);
  });

  it('merges parameters of the path, leaves out credentials and headers of the protocol, and fills the server in', () => {
    const endpoint = endpointOf(nasty, 'getOrder');
    expect(namesOf(endpoint)).toEqual({ required: ['id', 'verbose', 'X-Shop'], optional: [] });
    expect(endpoint.required[1]?.description).toBe("The operation's own.");
    expect(endpoint.url).toBe('https://shop.example/base/orders/{id}');
    expect(endpoint.functionName).toBe('getOrder');
    expect(endpoint.extensions['x-errors']).toEqual([
      { type: 'not_found', message: 'No such order.' },
      { type: 'rate_limit', message: 'Too many orders at once.' },
    ]);
  });

  it('takes members of a body beside parameters, which end in their place where names meet', () => {
    const endpoint = endpointOf(nasty, 'replaceOrder');
    expect(endpoint.url).toBe('https://shop.example/base/orders/{id__path}');
    expect(namesOf(endpoint)).toEqual({
      required: ['id__path', 'id', 'product'],
      optional: ['verbose', 'secret', 'limit'],
    });
    expect(endpoint.required[0]?.catalogName).toBe('id');
    expect(endpoint.inputSchema).toMatchObject({
      required: ['id__path', 'id', 'product'],
      additionalProperties: false,
      properties: { limit: { type: 'integer' } },
    });
    expect(endpoint.extensions['x-entity']).toBe('purchase');
  });

  it('knows what a repeated operation is by its path, and that it answers nothing', () => {
    expect(endpointOf(nasty, 'delete order by id')).toMatchObject({ method: 'DELETE', statusCode: 204 });
    expect(endpointOf(nasty, 'delete order by id').functionName).toBeUndefined();
  });

  it('gives a body that is no object as one argument, and a file as a file', () => {
    expect(namesOf(endpointOf(nasty, 'sendOrders')).required).toEqual(['body.id', 'body.product']);
    expect(endpointOf(nasty, 'sendOrders').inputSchema?.required).toBeUndefined();
    expect(endpointOf(nasty, 'sendFile').required[0]).toMatchObject({ name: 'data', type: 'file' });
  });

  it('joins parts of a body and asks of one that may be left out only what belongs together', () => {
    const endpoint = endpointOf(nasty, 'addNote');
    expect(endpoint.inputSchema).toEqual({
      type: 'object',
      properties: {
        text: { type: 'string' },
        by: { allOf: [{ type: 'string' }, { type: 'string', maxLength: 20 }] },
        tags: { type: 'array', items: { type: 'string' } },
      },
      dependentRequired: { by: ['text'], tags: ['text'] },
    });
    expect(endpoint.optional.map(({ name, companions = [] }) => [name, companions])).toEqual([
      ['text', []],
      ['by', ['text']],
      ['tags', ['text']],
    ]);
    expect(endpoint.optional[1]?.extensions['x-examples']).toEqual(['Ida']);
  });

  it('reads Swagger 2.0: bodies and forms among the parameters, types beside them', () => {
    const reading = readFixture('petstore-2.json');
    expect(reading.refusals.map(({ name }) => name)).toEqual(['login', 'token', 'listPets: x-token']);
    const [listPets, addPet, update] = reading.tools[0]?.endpoints ?? [];
    expect(listPets).toMatchObject({ url: '/v1/pets', optional: [{ name: 'size' }, { name: 'tags' }] });
    expect(listPets?.responseExample).toEqual([{ id: 7, name: 'Rex' }]);
    expect(addPet?.inputSchema).toMatchObject({
      required: ['name'],
      properties: { weight: { exclusiveMinimum: 0, maximum: 90 } },
    });
    expect(addPet?.extensions['x-errors']).toEqual([
      { type: 'invalid_value', message: 'The name is missing.' },
    ]);
    expect(update?.required.map(({ name, type }) => [name, type])).toEqual([
      ['petId', 'integer'],
      ['name', 'string'],
    ]);
    expect(update?.optional.map(({ name, type }) => [name, type])).toEqual([['photo', 'file']]);
  });

  it('gives the same for JSON and YAML, whatever the order of what is required', () => {
    const document = JSON.parse(readFileSync('test/fixtures/openapi/petstore-2.json', 'utf8'));
    const yaml = readCatalogFile(Buffer.from(stringify(document)), 'petstore-2.yaml');
    const json = readFixture('petstore-2.json');
    const plain = ({ tools }: FileReading): unknown => tools.map(({ source: _, ...tool }) => tool);
    expect(plain(yaml)).toEqual(plain(json));
  });

  it.each([
    ['no paths', { openapi: '3.1.0' }, 'no_endpoints'],
    ['empty paths', { openapi: '3.1.0', paths: {} }, 'no_endpoints'],
    ['paths that are a list', { swagger: '2.0', paths: [1] }, 'no_endpoints'],
    ['another version', { openapi: '4.0.0', paths: {} }, 'unknown_format'],
    ['a version that is a number', { swagger: 2, paths: {} }, 'no_endpoints'],
  ])('refuses a document with %s', (_, value, reason) => {
    const { tools, refusals } = readValue(value);
    expect(tools).toEqual([]);
    expect(refusals.map((each) => [each.level, each.reason])).toEqual([['file', reason]]);
  });

  it('names the line of YAML that is cut off', () => {
    const text = readFileSync('test/fixtures/openapi/nasty.yaml', 'utf8').slice(0, 1_000);
    const { tools, refusals } = readCatalogFile(Buffer.from(text), 'cut.yaml');
    expect(tools).toEqual([]);
    expect(refusals).toMatchObject([{ reason: 'invalid_yaml', detail: expect.stringContaining('Line 24') }]);
  });

  it('refuses aliases that explode', () => {
    const lines = Array.from({ length: 12 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x,x,x,x,x,x,x,x,x]' : `a${index}: &a${index} [${`*a${index - 1},`.repeat(9)}]`,
    );
    const { refusals } = readCatalogFile(Buffer.from(`openapi: 3.0.0\n${lines.join('\n')}\n`), 'bomb.yaml');
    expect(refusals).toMatchObject([{ reason: 'invalid_yaml', detail: expect.stringContaining('aliases') }]);
  });

  it('bounds what schemas unfold into', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string' },
            ...Object.fromEntries(
              Array.from({ length: 6 }, (__, side) => [
                `p${side}`,
                { $ref: `#/components/schemas/S${Math.min(29, index + 1)}` },
              ]),
            ),
          },
        },
      ]),
    );
    const paths = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => {
        const content = { 'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/S0' }] } } };
        const operation = { requestBody: { content }, responses: { 200: { description: '', content } } };
        return [`/things${index}`, { post: operation }];
      }),
    );
    const started = performance.now();
    const { tools, refusals } = readValue({ openapi: '3.0.0', paths, components: { schemas } });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(tools[0]?.endpoints).toHaveLength(300);
    expect(refusals.some(({ reason }) => reason === 'schema_too_large')).toBe(true);
    expect(tools[0]?.endpoints[0]?.required.map(({ name }) => name)).toEqual(['name']);
  });

  it('survives any document', () =>
    fc.assert(
      fc.property(arbitraryDocument, (value) => {
        const reading = openapi.read({ value, relativePath: 'any.json', folder: '', stem: 'any' });
        expect(reading.tools.length + reading.refusals.length).toBeGreaterThan(0);
      }),
    ));
});

const words = [
  ...['$ref', 'type', 'properties', 'items', 'allOf', 'oneOf', 'schema', 'content', 'application/json'],
  ...[
    'parameters',
    'requestBody',
    'responses',
    '200',
    'name',
    'in',
    'required',
    'example',
    'examples',
    'enum',
  ],
  ...['__proto__', 'constructor', 'get', 'post', '/a', '/b/{c}', 'value', 'default', 'operationId'],
];
const texts = fc.constantFrom(
  ...[
    '#/paths/~1a',
    '#/components',
    '#',
    'x.yaml',
    'object',
    'array',
    'string',
    'query',
    'path',
    'body',
    'c',
  ],
);
const { value: arbitraryValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 8, depthSize: 'large' },
    fc.oneof(texts, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 6 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
}));
const arbitraryDocument = fc
  .tuple(fc.boolean(), arbitraryValue, arbitraryValue, arbitraryValue, arbitraryValue)
  .map(
    ([isSwagger, item, operation, components, servers]): JsonValue => ({
      ...(isSwagger ? { swagger: '2.0' } : { openapi: '3.1.0' }),
      paths: { '/a': item, '/b/{c}': { get: operation, post: item, parameters: components } },
      components,
      servers,
      securityDefinitions: components,
    }),
  );
