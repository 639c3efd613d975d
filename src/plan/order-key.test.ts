import { describe, expect, it } from 'vitest';
import { orderKey } from './order-key.js';

describe('orderKey', () => {
  it('takes a number, and a time stamp in digits, for what it counts', () => {
    expect(orderKey(-2.5, '')).toBe(-2.5);
    expect(orderKey('1775815200', '')).toBe(1_775_815_200);
  });

  it.each([
    ['04/11/2026', 'as MM/DD/YYYY', '2026-04-11'],
    ['04/11/2026', 'as DD/MM/YYYY', '2026-11-04'],
    ['04.11.2026', '', '2026-11-04'],
    ['2026-04-11', '', '2026-04-11'],
    ['18:30', '', '18:30'],
  ])('reads %s %s', (value, description, key) => {
    expect(orderKey(value, description)).toBe(key);
  });

  it.each(['Paris', '', true, null, ['2026-04-11']])('finds no order in %j', (value) => {
    expect(orderKey(value, '')).toBeNull();
  });
});
