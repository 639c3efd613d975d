import { describe, expect, it } from 'vitest';
import { detectForm } from './detect-form.js';

const api = { category_name: 'A', tool_name: 'T', api_name: 'E' };
const tool = { name: 'T', api_list: [{ name: 'E' }] };

describe('detectForm', () => {
  it.each([
    ['a tool', tool, 'tool'],
    ['a tool without endpoints', { tool_name: 'T', api_list: null }, 'tool'],
    ['a list of tools', [null, tool], 'list'],
    ['an object with tools', { tools: [tool] }, 'list'],
    ['a list of queries', [{ api_list: [api], query: 'q' }], 'query'],
    ['a query without its text', [{ api_list: [api] }], 'query'],
    ['one query', { api_list: [], query: 'q' }, 'query'],
    ['a bare list of APIs', [api], 'query'],
  ])('tells %s by its content', (_, value, form) => {
    expect(detectForm(value)?.form).toBe(form);
  });

  it.each([
    [null],
    [7],
    ['text'],
    [[]],
    [[1, 'a']],
    [{}],
    [{ openapi: '3.1.0' }],
    [{ tools: 'none' }],
    [{ tools: [{}] }],
  ])('knows no form for %j', (value) => {
    expect(detectForm(value)).toBeNull();
  });

  it('takes inherited members for nothing', () => {
    expect(detectForm(Object.create(tool))).toBeNull();
  });
});
