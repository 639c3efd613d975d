import { describe, expect, it } from 'vitest';
import { coerceValue } from './coerce-value.js';

const coerce = (say: string, name: string, schema: object) => coerceValue(say, name, schema, '2026-11-23');

describe('coerceValue', () => {
  it('reads numbers, truths and lists', () => {
    expect(coerce('about 1,200.50 EUR', 'price', { type: 'number' })).toBe(1200.5);
    expect(coerce('three', 'guests', { type: 'integer' })).toBe(3);
    expect(coerce('many', 'guests', { type: 'integer' })).toBeUndefined();
    expect(coerce('without', 'breakfast', { type: 'boolean' })).toBe(false);
    expect(coerce('A, B and C', 'names', { type: 'array', items: { type: 'string' } })).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  it('reads days and times as the tool takes them', () => {
    const day = { type: 'string', format: 'date' };
    for (const say of ['2027-05-11', 'May 11', '11 May 2027', 'May 11th, 2027', '2027年5月11日'])
      expect(coerce(say, 'checkIn', day)).toBe('2027-05-11');
    expect(coerce('tomorrow', 'date', { type: 'string' })).toBe('2026-11-24');
    for (const say of ['6:30 pm', '18:30', '18時半'])
      expect(coerce(say, 'start_time', { type: 'string' })).toBe('18:30');
    expect(coerce('Lisbon', 'city', { type: 'string' })).toBe('Lisbon');
  });

  it('finds members of a list of values however they are said', () => {
    const schema = { type: 'string', enum: ['guinea pig', 'dog'] };
    expect(coerce('Guinea-Pig', 'species', schema)).toBe('guinea pig');
    expect(coerce('モルモット', 'species', schema)).toBe('guinea pig');
    expect(coerce('horse', 'species', schema)).toBeUndefined();
  });
});
