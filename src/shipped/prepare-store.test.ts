import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareStore } from './prepare-store.js';
import { checkKey, schemaCheck } from './schema-check.js';
import { keyOf } from './store.js';

const schema = { type: 'object', properties: { name: { type: 'string', minLength: 2 } }, required: ['name'] };

describe('prepareStore', () => {
  const check = schemaCheck(() => schema, { verbose: true });
  const config = mkdtempSync(join(tmpdir(), 'datagen-store-'));
  const store = mkdtempSync(join(tmpdir(), 'datagen-store-'));
  const faithful = 'a: &a [1, no]\nb: *a\n__proto__: { 2: two }\n';
  const unfaithful = 'a: .inf\n';
  writeFileSync(join(config, 'one.yaml'), faithful);
  writeFileSync(join(config, 'two.yaml'), unfaithful);
  prepareStore(config, store);

  it('stores files by their content, and leaves out what JSON cannot hold', () => {
    expect(readFileSync(join(store, `${keyOf(faithful)}.json`), 'utf8')).toBe(
      '{"a":[1,"no"],"b":[1,"no"],"__proto__":{"2":"two"}}',
    );
    expect(readdirSync(store)).not.toContain(`${keyOf(unfaithful)}.json`);
  });

  it('stores checks that find what those made anew find', () => {
    const code = readFileSync(join(store, `${checkKey(schema, { verbose: true })}.cjs`), 'utf8');
    const module: { exports: ReturnType<typeof check> } = { exports: check() };
    new Function('module', 'require', code)(module, createRequire(import.meta.url));
    const stored = module.exports;
    for (const value of [{ name: 'ab' }, { name: 'a' }, {}, 1]) {
      expect(stored(value)).toBe(check()(value));
      expect(stored.errors).toEqual(check().errors);
    }
  });
});
