import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../config/package-paths.js';
import { createRandom } from '../../random/random.js';
import type { JsonPrimitive, JsonSchema } from '../../types/json.js';
import { loadLanguage } from '../data/load-language.js';
import { plainSpeech } from '../speech.js';
import { sayValue } from './say-value.js';

const language = loadLanguage(configDirectory, 'en');
const say = (value: JsonPrimitive, schema: JsonSchema = {}, concept: string | null = null) =>
  sayValue({ value, schema, concept, label: '' }, plainSpeech(language), createRandom('say'));

describe('sayValue', () => {
  it('says an ISO date with the name of its month', () => {
    const said = say('2026-04-11', { type: 'string', format: 'date' });
    expect(said.text).toMatch(/April 11, 2026|11 April 2026/);
    expect(said.normalization).toEqual({ name: 'date' });
  });

  it('names the written pattern of a dotted date', () => {
    expect(say('11.04.2026').normalization).toEqual({ name: 'date', options: { pattern: 'DD.MM.YYYY' } });
  });

  it('says an enum member in words', () => {
    expect(say('in_progress', { enum: ['in_progress'] })).toEqual({
      text: 'in progress',
      said: 'label',
      normalization: { name: 'enum_label' },
    });
  });

  it('says an enum member as the locale has it, where its words say it badly', () => {
    const said = say('price_asc', { enum: ['price_asc'] });
    expect(said.text).toMatch(/^(cheapest|lowest price) first$/);
    expect(said).toMatchObject({ said: 'phrase', normalization: { name: 'enum_label' } });
  });

  it.each([
    ['US', 'country_code', /^(United States|US|USA)$/, 'country_name'],
    ['de', 'language_code', /^German$/, 'language_name'],
    ['SEK', 'currency_code', /^(SEK|Swedish kronor)$/, 'currency_name'],
  ])('says what %s stands for', (code, concept, name, normalization) => {
    const said = say(code, {}, concept);
    expect(said.text).toMatch(name);
    if (said.text !== code) expect(said.normalization).toEqual({ name: normalization });
  });

  it.each([
    ['Paris', 'Paris'],
    [4.5, '4.5'],
    [2026, '2026'],
  ])('says %s as it stands', (value, text) => {
    expect(say(value)).toEqual({ text, said: 'plain' });
  });

  it('separates the thousands of large numbers', () => {
    expect(say(1250000).text).toBe('1,250,000');
  });
});
