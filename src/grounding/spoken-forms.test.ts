import { describe, expect, it } from 'vitest';
import { configDirectory } from '../config/package-paths.js';
import { loadLanguage } from '../language/data/load-language.js';
import type { JsonPrimitive } from '../types/json.js';
import { viewLanguage } from './conversation-view.js';
import { spokenForms } from './spoken-forms.js';

const now = '2026-04-09T10:15:00';
const english = viewLanguage(loadLanguage(configDirectory, 'en'), configDirectory);
const japanese = viewLanguage(loadLanguage(configDirectory, 'ja'), configDirectory);
const ways = (
  value: JsonPrimitive,
  label = '',
  concept: string | null = null,
  view = english,
): Map<string, string> =>
  new Map(
    spokenForms(value, { schema: {}, concept, label }, view, now).map(({ text, normalization }) => [
      text,
      normalization?.name ?? 'as it stands',
    ]),
  );

describe('spokenForms', () => {
  it.each([
    ['2026-04-11', 'April 11, 2026', 'date'],
    ['2026-04-11', 'Saturday', 'date'],
    ['2026-04-11', 'the 11th', 'date'],
    ['2026-04-11', 'Saturday, April 11', 'date'],
    ['2026-04-10', 'tomorrow', 'date'],
    ['11.04.2026', '11 April', 'date'],
    ['19:30', '7:30 pm', 'time'],
    ['12:00', 'noon', 'time'],
    ['2026-04-11T19:30:00', 'April 11 at 7:30 pm', 'date_time'],
    ['in_progress', 'in progress', 'enum_label'],
    ['price_asc', 'cheapest first', 'enum_label'],
    ['Paris', 'Paris', 'as it stands'],
    [3, 'three', 'number'],
    ['loft', 'lofts', 'enum_label'],
    ['Bookkeeper', 'bookkeepers', 'enum_label'],
    [500_000, '500k', 'number'],
    [1, '1st', 'number'],
    [112, '112th', 'number'],
    ['20:30', '8:30', 'time'],
    ['10:45', 'quarter to eleven', 'time'],
    [1250000, '1.25 million', 'number'],
    [12500, '12,500', 'number'],
    [4.567, '4.6', 'round'],
    [96.5, '96.50', 'number'],
  ])('says %s as "%s"', (value, text, rule) => {
    expect(ways(value).get(text)).toBe(rule);
  });

  it.each([
    ['2026-04-11', '4月11日', 'date'],
    ['2026-04-10', '明日', 'date'],
    ['19:30', '午後7時30分', 'time'],
    ['19:30', '19時半', 'time'],
    [30_000, '3万', 'number'],
    [3, '三', 'number'],
  ])('says %s as 「%s」 in Japanese', (value, text, rule) => {
    expect(ways(value, '', null, japanese).get(text)).toBe(rule);
  });

  it('says a code by its name where the label or the concept says that it is one', () => {
    expect(ways('US', 'country').get('United States')).toBe('country_name');
    expect(ways('US', 'size').has('United States')).toBe(false);
  });

  it('gives the longest form first', () => {
    const lengths = spokenForms('2026-04-11', { schema: {}, concept: null, label: '' }, english, now).map(
      ({ text }) => text.length,
    );
    expect(lengths).toEqual([...lengths].sort((left, right) => right - left));
  });

  it('writes a day alone only where it means this month or the next', () => {
    expect(ways('2026-07-11').has('the 11th')).toBe(false);
  });
});
