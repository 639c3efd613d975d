import { describe, expect, it } from 'vitest';
import type { JsonPrimitive } from '../types/json.js';
import { holdsForm, normalizeText, valueForms } from './value-forms.js';

const isIn = (text: string, value: JsonPrimitive, now: string | null = null): boolean =>
  holdsForm(normalizeText(text), valueForms(value, now));

describe('valueForms', () => {
  it.each<[string, JsonPrimitive]>([
    ['I live in LISBON.', 'Lisbon'],
    ['It is 1,250.50 dollars', 1250.5],
    ['room for two', 2],
    ['twenty-five of them', 25],
    ['二人で', 2],
    ['from April 11th on', '2026-04-11'],
    ['on the 11th', '2026-04-11'],
    ['11 Apr 2026', '2026-04-11'],
    ['4月11日から', '2026-04-11'],
    ['on 4/11', '04/11/2026'],
    ['at 7 pm', '19:00'],
    ['at 7:30pm', '19:30'],
    ['午後7時に', '19:00'],
    ['starts 2026-04-11T19:30', '2026-04-11'],
    ['yes please', true],
    ['the 250km run', 250],
  ])('finds in %j the value %j', (text, value) => expect(isIn(text, value)).toBe(true));

  it.each<[string, JsonPrimitive]>([
    ['in 2026', 26],
    ['costs 12.5', 12],
    ['costs 12.5', 5],
    ['Lisbonne', 'Lisbon'],
    ['item HT12', 'HT1'],
    ['someone', 1],
    ['April 12', '2026-04-11'],
    ['at 7 am', '19:00'],
    ['anything', null],
    ['anything', ''],
  ])('does not find in %j the value %j', (text, value) => expect(isIn(text, value)).toBe(false));

  it("reads relative dates from the conversation's now", () => {
    expect(isIn('tomorrow, please', '2026-04-11', '2026-04-10T09:00:00')).toBe(true);
    expect(isIn('on Saturday', '2026-04-11', '2026-04-10')).toBe(true);
    expect(isIn('tomorrow, please', '2026-04-12', '2026-04-10')).toBe(false);
    expect(isIn('tomorrow, please', '2026-04-11')).toBe(false);
  });
});
