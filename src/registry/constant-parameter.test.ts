import { describe, expect, it } from 'vitest';
import { constantOf } from './constant-parameter.js';

describe('constantOf', () => {
  it('takes the specimen of a routing parameter for its only value', () => {
    expect(constantOf('api', '', ['item_search_1688'])).toBe('item_search_1688');
  });

  it('takes what nobody may change for the only value', () => {
    expect(constantOf('key', 'Do Not Edit This Field', ['abc'])).toBe('abc');
  });

  it('leaves specimens of what people choose', () => {
    expect(constantOf('city', '', ['new_york_1'])).toBeUndefined();
    expect(constantOf('action', '', ['buy'])).toBeUndefined();
    expect(constantOf('api', '', ['a_b_1', 'c_d_2'])).toBeUndefined();
  });
});
