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
    expect(say('price_asc', { enum: ['price_asc'] })).toEqual({
      text: 'price asc',
      said: 'plain',
      normalization: { name: 'enum_label' },
    });
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
