import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toCatalogDocument } from '../../src/catalog-format/to-catalog-document.js';
import { catalogText } from '../../src/catalog-format/write-catalog-text.js';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { bundledCatalogDirectory, configDirectory } from '../../src/config/package-paths.js';
import { readCatalog } from '../../src/ingest/read-catalog.js';
import { toSchemaEndpoint } from '../../src/ingest/schema-endpoint.js';
import { buildRegistry } from '../../src/registry/build-registry.js';
import type { RawEndpoint, RawTool } from '../../src/types/raw-tool.js';
import type { ToolRegistry } from '../../src/types/tool-registry.js';

const knowledge = loadKnowledge(configDirectory);
const folder = mkdtempSync(join(tmpdir(), 'datagen-catalog-'));

async function readBack(tools: readonly RawTool[], name: string): Promise<ToolRegistry> {
  const path = join(folder, name);
  writeFileSync(path, catalogText(toCatalogDocument(tools), path));
  const catalog = await readCatalog(path);
  expect(catalog.refusals).toEqual([]);
  expect(catalog.formats).toEqual({ datagen: catalog.tools.length });
  return buildRegistry(catalog.tools, knowledge).registry;
}

function registryOf(tools: readonly RawTool[]): ToolRegistry {
  return buildRegistry(tools, knowledge).registry;
}

describe('a normalized catalog', () => {
  it.each(['bundled.yaml', 'bundled.json'])(
    '%s gives the registry of what it was made from',
    async (name) => {
      const { tools } = await readCatalog(bundledCatalogDirectory);
      const bundled = registryOf(tools);
      expect(await readBack(tools, name)).toEqual(bundled);
    },
  );

  it.each(['nested.yaml', 'nested.json'])(
    '%s keeps nested inputs, names and what is stated',
    async (name) => {
      const tools = [shop()];
      const registry = registryOf(tools);
      expect(registry.endpoints[0]?.functionName).toBe('createOrder');
      expect(registry.endpoints[0]?.parameters.map((each) => each.concept?.id)).toContain('order_id');
      expect(await readBack(tools, name)).toEqual(registry);
    },
  );

  it.each(['examples/openapi/city-library.yaml', 'test/fixtures/openapi/petstore-2.json'])(
    'gives the registry of %s',
    async (source) => {
      const { tools } = await readCatalog(source);
      expect(await readBack(tools, 'described.yaml')).toEqual(registryOf(tools));
    },
  );

  it.each(['odd.yaml', 'odd.json'])('%s keeps hostile texts and shows no escapes', async (name) => {
    const tools = [odd()];
    expect(await readBack(tools, name)).toEqual(registryOf(tools));
    const text = catalogText(toCatalogDocument(tools), name);
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
  });
});

function shop(): RawTool {
  const input = {
    type: 'object',
    required: ['customer', 'items'],
    properties: {
      customer: {
        type: 'object',
        required: ['email'],
        properties: {
          email: { type: 'string', format: 'email', description: 'Where the receipt goes.' },
          address: { $ref: '#/defs/Address' },
        },
      },
      items: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['sku'],
          properties: {
            sku: { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$', examples: ['ABC-1234'] },
            quantity: { type: 'integer', minimum: 1, default: 1 },
          },
        },
      },
      follows: { type: ['string', 'null'], 'x-concept': 'order_id', 'x-known-by': 'system' },
      payment: {
        oneOf: [
          {
            type: 'object',
            required: ['card'],
            properties: { card: { type: 'string', 'x-example': 'visa' } },
          },
          { type: 'string', enum: ['cash', 'invoice'] },
        ],
      },
    },
  };
  const document = {
    defs: {
      Address: {
        type: 'object',
        required: ['city'],
        properties: { city: { type: 'string' }, zip: { type: 'string', nullable: true } },
      },
    },
  };
  const output = {
    type: 'object',
    properties: { id: { type: 'string' }, status: { type: 'string', enum: ['open', 'paid'] } },
  };
  const { endpoint } = toSchemaEndpoint(
    {
      name: 'Create an order',
      functionName: 'createOrder',
      description: 'Creates an order.\nSecond line: "quoted", # no comment',
      method: 'POST',
      url: 'https://shop.example/orders',
      input,
      output,
      extensions: { 'x-irreversible': true },
    },
    document,
    'shop.json',
  );
  return {
    source: 'shop.json',
    format: 'openapi',
    category: 'Commerce',
    stem: 'shop',
    name: 'The Shop',
    title: '',
    description: 'Sells things.',
    endpoints: [endpoint as RawEndpoint],
  };
}

function odd(): RawTool {
  const parameter = {
    type: 'ENUM',
    description: 'yes',
    default: '2024-01-01',
    extensions: { 'x-enum': ['2024-01-01', 'no', '~'] },
  };
  return {
    source: 'odd.json',
    format: 'toolbench-folder',
    category: '__proto__',
    stem: 'constructor',
    name: 'null',
    title: '007',
    description: '\u001b[31mred\u001b[0m \u009b2J \u2028 line\n\ttab \u202e trojan\r\nend ',
    endpoints: [
      {
        name: 'toString',
        description: '- a\n- b: {c}\n\n  indented\n',
        method: 'GET',
        url: '/things/{constructor}',
        required: [
          { ...parameter, name: 'constructor' },
          { ...parameter, name: '__proto__', type: null, default: null, extensions: {} },
          { ...parameter, name: 'a: b # c', type: 'NUMBER', default: 1e21, extensions: {} },
        ],
        optional: [{ ...parameter, name: 'y', type: 'DATE (YYYY-MM-DD)' }],
        responseSchema: {
          type: 'object',
          properties: { __proto: { type: 'string' }, name: { type: 'string' } },
        },
        statusCode: 200,
        extensions: { 'x-intent': 'retrieve', 'x-entity': 'thing' },
      },
    ],
  };
}
