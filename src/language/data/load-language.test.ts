import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../config/package-paths.js';
import { LanguageDataError } from '../../errors/language-data-error.js';
import { loadLanguage } from './load-language.js';

/** The shipped files with one of them changed. */
function changed(file: string, change: (text: string) => string): string {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-language-'));
  mkdirSync(join(directory, 'language'));
  cpSync(join(configDirectory, 'language', 'en'), join(directory, 'language', 'en'), { recursive: true });
  cpSync(join(configDirectory, 'names.yaml'), join(directory, 'names.yaml'));
  const path = join(directory, 'language', 'en', file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return directory;
}

describe('loadLanguage', () => {
  it('reads the shipped files', () => {
    const language = loadLanguage(configDirectory, 'en');
    expect(language.orthography.monthNames[3]).toBe('April');
    expect(language.grammar.get('confirm')?.length).toBeGreaterThan(3);
  });

  it.each([
    ['broken YAML', 'grammar/user.yaml', () => 'request: [', /line 1|line 2/],
    ['an empty file', 'grammar/user.yaml', () => '', /object/],
    ['a symbol without alternatives', 'grammar/user.yaml', () => 'inform: []', /inform/],
    [
      'an unknown register',
      'grammar/user.yaml',
      () => 'inform: [{ text: x, registers: [loud] }]',
      /inform\/0/,
    ],
    ['a weight of nothing', 'grammar/user.yaml', () => 'inform: [{ text: x, weight: 0 }]', /inform\/0/],
    ['a symbol of another file', 'grammar/user.yaml', () => 'ask: [x]\nrequest: [x]', /another file/],
    [
      'a section of another file',
      'verbs.yaml',
      (text: string) => `${text}\nunits: { km: km }\n`,
      /another file/,
    ],
    ['an unknown section', 'verbs.yaml', (text: string) => `${text}\nadverbs: {}\n`, /additional/],
    [
      'a rule that says nothing',
      'slots.yaml',
      (text: string) => text.replace(/^slots:/m, 'slots:\n  - { say: [] }'),
      /slots\/0/,
    ],
  ])('names the file and the place of %s', (_, file, change, place) => {
    const directory = changed(file, change);
    const load = () => loadLanguage(directory, 'en');
    expect(load).toThrow(LanguageDataError);
    expect(load).toThrow(join(directory, 'language', 'en'));
    expect(load).toThrow(place);
  });

  it('names a section that no file holds', () => {
    const directory = changed('verbs.yaml', () => 'noise: []');
    expect(() => loadLanguage(directory, 'en')).toThrow(/verbs/);
  });

  it('names a form of words whose rule is no pattern', () => {
    const directory = changed('orthography.yaml', (text) =>
      text.replace('- ["ies$", "y"]', '- ["(ies$", "y"]'),
    );
    expect(() => loadLanguage(directory, 'en')).toThrow(/morphology\/singular.*\(ies/);
  });

  it('names the folder of a locale that is not there', () => {
    expect(() => loadLanguage(configDirectory, 'xx')).toThrow(join('language', 'xx', 'grammar'));
  });
});
