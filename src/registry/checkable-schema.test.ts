import { describe, expect, it } from 'vitest';
import { checkableSchema } from './checkable-schema.js';

describe('checkableSchema', () => {
  it('leaves out patterns that look around, wherever they stand, and nothing else', () => {
    const schema = {
      type: 'object',
      properties: {
        pattern: { type: 'string', pattern: '^(?!\\s*$).+', default: { pattern: '(a)\\1' } },
        list: { type: 'array', items: { anyOf: [{ pattern: 'a(?=b)' }, { pattern: '^[a-z]+$' }] } },
      },
      patternProperties: { '^x': {}, '(a)\\1': {} },
    } as const;
    expect(checkableSchema(schema as never)).toEqual({
      type: 'object',
      properties: {
        pattern: { type: 'string', default: { pattern: '(a)\\1' } },
        list: { type: 'array', items: { anyOf: [{}, { pattern: '^[a-z]+$' }] } },
      },
      patternProperties: { '^x': {} },
    });
  });

  it('gives a schema without patterns back as it is', () => {
    const schema = { type: 'object' } as const;
    expect(checkableSchema(schema)).toBe(schema);
  });
});
