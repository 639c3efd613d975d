import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { validateArguments } from './validate-arguments.js';

describe('validateArguments', () => {
  it('checks each parameter against its own pattern', () => {
    const of = (pattern: string) =>
      makeEndpoint({ id: 'days/find', parameters: [{ name: 'day', schema: { type: 'string', pattern } }] });
    const [dotted, slashed] = [of('^\\d{2}\\.\\d{2}$'), of('^\\d{2}/\\d{2}$')];
    expect(validateArguments(dotted, { day: '18.05' })).toBeNull();
    expect(validateArguments(slashed, { day: '05/18' })).toBeNull();
    expect(validateArguments(slashed, { day: '18.05' })).toContain('day');
  });
});
