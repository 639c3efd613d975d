import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../src/config/package-paths.js';
import { viewLanguage } from '../../src/grounding/conversation-view.js';
import { findOccurrences } from '../../src/grounding/find-occurrences.js';
import { foldForSearch } from '../../src/grounding/folded-text.js';
import { spokenForms } from '../../src/grounding/spoken-forms.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import type { JsonPrimitive } from '../../src/types/json.js';
import { factData } from '../../src/validate/facts/fact-data.js';
import { agrees } from '../../src/validate/reading/agrees.js';

const now = '2026-04-09T10:15:00';
const days = [
  '2026-04-09',
  '2026-04-10',
  '2026-04-11',
  '2026-04-15',
  '2026-04-28',
  '2026-05-31',
  '2027-01-02',
  '2020-02-29',
];
const values: readonly (readonly [JsonPrimitive, string])[] = [
  ...[...days, '2026-05', '11.04.2026', '20260411', '04/25/2026', '25/04/2026'].map(
    (day) => [day, 'date'] as const,
  ),
  ...['2026-04-11T19:30:00', '2026-04-11T09:05:00Z', '2026-04-11T00:00:00'].map(
    (time) => [time, 'start'] as const,
  ),
  ...['19:30', '09:00', '12:00', '00:00', '00:30', '12:05', '23:59', '10:45', '23:45', '12:15', '20:30'].map(
    (time) => [time, 'time'] as const,
  ),
  ...[3, 12, 21, 100, 1000, 12_500, 1_250_000, 30_000, 0.5, 4.567, 96.5, 1234.567].map(
    (each) => [each, 'price'] as const,
  ),
  ...['in_progress', 'price_asc', 'fullTime', 'wifi,pool', '12', '4.5', 'Paris'].map(
    (text) => [text, 'sort'] as const,
  ),
  ...[true, false].flatMap((each) =>
    ['breakfast', 'has pool', 'pets allowed', 'remote', 'public', 'direct only'].map(
      (label) => [each, label] as const,
    ),
  ),
  ...([
    ['US', 'country'],
    ['de', 'language'],
    ['JPY', 'currency'],
    ['SEK', 'to currency'],
  ] as const),
];

describe('ways to say a value', () => {
  it.each(['en', 'ja'])('are read back by the checker in %s', (locale) => {
    const view = viewLanguage(loadLanguage(configDirectory, locale), configDirectory);
    const context = { facts: factData(locale), now };
    const wrong = values.flatMap(([value, label]) =>
      spokenForms(value, { schema: {}, concept: null, label }, view, now).flatMap((form) => {
        const whole = findOccurrences(foldForSearch(form.text), form, view).find(
          ({ start, end }) => start === 0 && end === form.text.length,
        );
        return whole === undefined || agrees(form.text, value, whole.normalization, context)
          ? []
          : [`${value}: ${form.text} (${whole.normalization?.name})`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
