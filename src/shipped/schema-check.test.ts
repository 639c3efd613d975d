import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkKey, errorsText, knownSchemas, schemaCheck } from './schema-check.js';

const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

describe('schemaCheck', () => {
  it('checks as Ajv does, and words its errors alike', () => {
    const check = schemaCheck<{ n: number }>(() => schema)();
    const ajv = new Ajv2020();
    const other = ajv.compile(schema);
    for (const value of [{ n: 1 }, { n: 'one' }, {}, [], null]) {
      expect(check(value)).toBe(other(value));
      expect(errorsText(check.errors)).toBe(ajv.errorsText(other.errors));
    }
  });

  it('compiles a schema once, when it is asked for', () => {
    let asked = 0;
    const get = schemaCheck(() => {
      asked += 1;
      return schema;
    });
    expect(asked).toBe(0);
    expect(get()).toBe(get());
    expect(knownSchemas.at(-1)?.schema()).toBe(schema);
  });

  it('tells schemas and options apart', () => {
    const keys = [
      checkKey(schema, {}),
      checkKey(schema, { strict: false }),
      checkKey({ ...schema, type: 'array' }, {}),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});
