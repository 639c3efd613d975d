import { describe, expect, it } from 'vitest';
import { validateArguments } from '../../src/arguments/validate-arguments.js';
import { compilePattern } from '../../src/json/compile-pattern.js';
import { checkValue } from '../../src/record-view/check-value.js';
import type { JsonSchema } from '../../src/types/json.js';
import { compileDefinition } from '../../src/validate/schema/compile-definition.js';
import { fromPattern } from '../../src/values/from-pattern.js';
import { makeRegistry } from '../support/make-registry.js';
import { interpret, makeTool } from './hostile-catalog.js';

/** Each takes hours on an engine that goes back and tries again. */
const catastrophic = [
  '^(a+)+$',
  '^((a+))+$',
  '^(a|aa)+$',
  '^(a|a?)+$',
  '^(.*a){20}b',
  '^([a-z]?){500}[0-9]$',
];
/** No engine runs these in time that is linear in the text, or they are no patterns. */
const unsupported = [
  'b(?=a)a',
  '^(?<!b)a',
  '(a)\\1',
  '(',
  '('.repeat(2000),
  'a'.repeat(5000),
  '(a{999}){999}',
];
const texts = [`${'a'.repeat(60)}!`, `${'a'.repeat(100_000)}!`];

const definitionWith = (pattern: string): JsonSchema => ({
  type: 'object',
  properties: { code: { type: 'string', pattern } },
});

function endpointWith(pattern: string) {
  const [endpoint] = makeRegistry([{ id: 'tool/get', parameters: [{ name: 'code' }] }]).endpoints;
  if (endpoint === undefined) throw new TypeError('no endpoint');
  const [code] = endpoint.parameters;
  return { ...endpoint, parameters: code ? [{ ...code, schema: { type: 'string' as const, pattern } }] : [] };
}

describe('hostile input, row 2: patterns that take for ever', () => {
  it.each(catastrophic)('%s is decided in bounded time wherever patterns are run', (pattern) => {
    const started = performance.now();
    const definition = compileDefinition(definitionWith(pattern));
    for (const text of texts) {
      expect(definition.usable && definition.problem({ code: text })).toContain('must match pattern');
      // A text that would take too long even so is not held against anybody.
      expect([null, `does not match ${pattern}`]).toContain(checkValue({ type: 'string', pattern }, text));
      validateArguments(endpointWith(pattern), { code: text });
    }
    expect(validateArguments(endpointWith(pattern), { code: texts[0] ?? '' })).toContain("'code' must match");
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each(unsupported)('%s is named by the validator and left out by everybody else', (pattern) => {
    expect(compilePattern(pattern)).toBeNull();
    expect(compileDefinition(definitionWith(pattern))).toEqual({
      usable: false,
      reason: `the pattern ${pattern.slice(0, 80)} cannot be checked in bounded time`,
    });
    expect(checkValue({ type: 'string', pattern }, 'x')).toBeNull();
    expect(validateArguments(endpointWith(pattern), { code: 'x' })).toBeNull();
  });

  it('takes the patterns that people write', () => {
    for (const [pattern, fits, fails] of [
      ['^[A-Z]{3}$', 'LIS', 'Lis'],
      ['^\\d{4}-\\d{2}-\\d{2}$', '2026-07-01', '2026-7-1'],
      ['^(?:economy|business)$', 'economy', 'first'],
      ['^\\p{L}+$', 'Zürich', 'B2'],
      ['^[^@\\s]+@[^@\\s]+$', 'a@b.c', 'a@'],
    ] as const) {
      const test = compilePattern(pattern);
      expect([test?.(fits), test?.(fails)]).toEqual([true, false]);
    }
  });

  it('keeps the patterns of a definition, and of two definitions, apart', () => {
    const digits = { type: 'string', pattern: '^[0-9]+$' } as const;
    const letters = { type: 'string', pattern: '^[a-z]+$' } as const;
    const definition = compileDefinition({ type: 'object', properties: { a: digits, b: letters } });
    expect(definition.usable && definition.problem({ a: '1', b: 'x' })).toBeNull();
    expect(definition.usable && definition.problem({ a: '1', b: '1' })).toContain('/b must match');
    expect(validateArguments(endpointWith(digits.pattern), { code: '1' })).toBeNull();
    expect(validateArguments(endpointWith(letters.pattern), { code: 'x' })).toBeNull();
    expect(validateArguments(endpointWith(letters.pattern), { code: '1' })).not.toBeNull();
  });

  it('keeps of the patterns of a response those that are matched and drawn from in bounded time', async () => {
    const fields = {
      note: { type: 'string', pattern: '^(a+)+$' },
      odd: { type: 'string', pattern: '(a)\\1' },
    };
    const { registry } = await interpret({ 't.json': makeTool('Stays', { fields }) });
    expect(registry.endpoints).toHaveLength(2);
    const text = JSON.stringify(registry);
    expect([text.includes('(a+)+'), text.includes('(a)\\\\1')]).toEqual([true, false]);
  });

  it.each([
    ...catastrophic,
    '(((((((((((a+)+)+)+)+)+)+)+)+)+)+)+',
    '((((a*b*)*c*)*d*)*[a-z]{200,})*',
    '(a{50,}){50,}',
  ])('draws from %s in bounded time, or not at all', (pattern) => {
    const started = performance.now();
    for (const seed of ['a', 'b'])
      expect((fromPattern(pattern, {}, seed) ?? '').length).toBeLessThanOrEqual(500);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
