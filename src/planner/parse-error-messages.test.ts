import { describe, expect, it } from 'vitest';
import { shippedErrorMessages } from '../../test/support/read-settings.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { parseErrorMessages } from './parse-error-messages.js';

const types = ['rate_limit', 'unavailable', 'conflict', 'not_found', 'invalid_value'];
/** A complete document, with these entries in the place of its own. */
const documentWith = (entries: JsonObject): JsonObject => ({
  ...Object.fromEntries(types.map((type) => [type, [{ text: 'No.' }] as JsonValue])),
  ...entries,
});

describe('parseErrorMessages', () => {
  it('takes the shipped file, whose places are all known', () => {
    const messages = shippedErrorMessages();
    expect(Object.keys(messages).sort()).toEqual([...types].sort());
    for (const texts of Object.values(messages))
      for (const { text } of texts)
        expect(text.replace(/\{(parameter|value|thing)\}/g, '')).not.toMatch(/[{}]/);
  });

  it('has the shipped file name the value or its parameter wherever a value is refused', () => {
    const { not_found: unknown, invalid_value: invalid } = shippedErrorMessages();
    for (const { text } of [...unknown, ...invalid]) expect(text).toMatch(/\{(parameter|value)\}/);
  });

  it('takes a text for some intents only', () => {
    const document = documentWith({ conflict: [{ text: 'No.', only: ['create'] }] });
    expect(parseErrorMessages(document).conflict).toEqual([{ text: 'No.', only: ['create'] }]);
  });

  it.each<[string, JsonObject]>([
    ['a type without a text', { conflict: [] }],
    ['an empty text', { conflict: [{ text: '' }] }],
    ['a type that nobody plans', { invalid_arguments: [{ text: 'No.' }] }],
    ['an intent that is none', { conflict: [{ text: 'No.', only: ['fetch'] }] }],
    ['a text by itself', { conflict: ['No.'] }],
    ['no list', { conflict: 'No.' }],
    ['a key that nobody knows', { conflict: [{ text: 'No.', weight: 2 }] }],
  ])('refuses %s', (_, entries) => {
    expect(() => parseErrorMessages(documentWith(entries))).toThrow(ConfigurationError);
  });

  it('names the file and the place that is wrong', () => {
    expect(() => parseErrorMessages(documentWith({ conflict: [{ text: '' }] }), 'mine.yaml')).toThrow(
      /mine\.yaml.*errors\.conflict\.0\.text/s,
    );
    expect(() => parseErrorMessages({})).toThrow(/config\/errors\.yaml/);
  });
});
