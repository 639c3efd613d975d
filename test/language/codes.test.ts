import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../src/config/package-paths.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { factData } from '../../src/validate/facts/fact-data.js';
import { agrees } from '../../src/validate/reading/agrees.js';

const { codes, enums } = loadLanguage(configDirectory, 'en');
const context = { facts: factData('en'), now: '2026-04-09T10:15:00' };

describe('what codes and members of enumerations are called', () => {
  it.each([
    ['country_code', 'country_name'],
    ['language_code', 'language_name'],
    ['currency_code', 'currency_name'],
  ] as const)('is read back by the checker for every %s', (concept, name) => {
    for (const [code, names] of codes.get(concept) ?? [])
      for (const said of names) expect([said, agrees(said, code, { name }, context)]).toEqual([said, true]);
    expect(codes.get(concept)?.size).toBeGreaterThan(15);
  });

  it('is read back by the checker for every label of the locale', () => {
    for (const [words, phrases] of enums)
      for (const said of phrases)
        expect([said, agrees(said, words.replaceAll(' ', '_'), { name: 'enum_label' }, context)]).toEqual([
          said,
          true,
        ]);
  });
});
