import { describe, expect, it } from 'vitest';
import { validateArguments } from '../../src/arguments/validate-arguments.js';
import type { JsonSchema } from '../../src/types/json.js';
import type { Parameter } from '../../src/types/tool-registry.js';
import { compileDefinition } from '../../src/validate/schema/compile-definition.js';
import { makeRegistry } from '../support/make-registry.js';
import { startFakeServer } from '../support/start-fake-server.js';
import { makeTool, parameter, writeCatalog } from './hostile-catalog.js';
import { allWell, codesOf, runCommands } from './run-commands.js';

/** Texts that end a string, a comment, a template or a line of generated code. */
const breakers = [
  '"];globalThis.pwned=1;["',
  "'+(globalThis.pwned=1)+'",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it hopes to stand in a template
  '${globalThis.pwned=1}',
  '*/globalThis.pwned=1/*',
  '\n\r\u2028\u2029globalThis.pwned=1//',
  '\\";globalThis.pwned=1//',
  '`;globalThis.pwned=1//',
];

function endpointWith(name: string, schema: JsonSchema) {
  const [endpoint] = makeRegistry([{ id: 'tool/get', parameters: [{ name }] }]).endpoints;
  if (endpoint === undefined) throw new TypeError('no endpoint');
  return { ...endpoint, parameters: endpoint.parameters.map((one): Parameter => ({ ...one, schema })) };
}

describe('hostile input, row 13: schemas that would become code', () => {
  it.each(breakers)('%j is a name and a value of an enumeration like any other', (text) => {
    const schema = { type: 'string', enum: [text, 'b'], description: text, format: text } as const;
    const definition = compileDefinition({
      type: 'object',
      properties: { [text]: schema },
      required: [text],
    });
    const endpoint = endpointWith(text, schema);
    for (const [value, isFine] of [
      [text, true],
      ['b', true],
      ['c', false],
    ] as const) {
      expect(definition.usable && definition.problem({ [text]: value }) === null).toBe(isFine);
      expect(validateArguments(endpoint, { [text]: value }) === null).toBe(isFine);
    }
    expect(validateArguments(endpoint, {})).toContain('required');
    expect('pwned' in globalThis).toBe(false);
  });

  it('let no `$data` point into what is checked, and no keyword do more than check', async () => {
    const loose = { type: 'number', maximum: { $data: '1/limit' } } as unknown as JsonSchema;
    const properties = { limit: { type: 'number' }, price: loose };
    const checked = compileDefinition({ type: 'object', properties });
    expect(checked.usable ? checked.problem({ limit: 1, price: 2 }) : checked.reason).not.toBeNull();
    for (const keyword of ['$async', 'discriminator', 'nullable', 'instanceof', 'typeof', 'code', 'macro']) {
      const definition = compileDefinition({ type: 'object', [keyword]: 'process.exit(9)', properties: {} });
      const answer = definition.usable ? definition.problem({}) : definition.reason;
      expect(answer === null || typeof answer === 'string').toBe(true);
    }
  });

  it('run nothing in any command', async () => {
    const optional = breakers.map((text, index) => {
      const listed = { 'x-enum': [text, 'b'] };
      return index % 2
        ? parameter(text, 'Name of the guest', 'Bob')
        : parameter(`k${index}`, 'Kind', text, listed);
    });
    const fields = Object.fromEntries(breakers.map((text) => [text, { type: 'string', enum: [text, 'z'] }]));
    const runs = await runCommands(writeCatalog({ 't.json': makeTool('Stays', { optional, fields }) }));
    expect(codesOf(runs)).toEqual(allWell);
    expect('pwned' in globalThis).toBe(false);
  });

  it('and the server for trying out listens on this machine alone', async () => {
    const { server } = await startFakeServer();
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });
});
