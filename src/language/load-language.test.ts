import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configDirectory } from '../config/package-paths.js';
import { LanguageDataError } from '../errors/language-data-error.js';
import { loadLanguage } from './load-language.js';

/** The shipped files with one of them changed. */
function changed(file: string, change: (text: string) => string): string {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-language-'));
  mkdirSync(join(directory, 'language'));
  cpSync(join(configDirectory, 'language', 'en'), join(directory, 'language', 'en'), { recursive: true });
  const path = join(directory, 'language', 'en', file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return directory;
}

describe('loadLanguage', () => {
  it('reads the shipped files', () => {
    const language = loadLanguage(configDirectory, 'en');
    expect(language.monthNames[3]).toBe('April');
    expect(language.grammar.get('confirm')?.length).toBeGreaterThan(3);
  });

  it.each([
    ['broken YAML', 'grammar.yaml', () => 'request: [', /line 1|line 2/],
    ['an empty file', 'grammar.yaml', () => '', /object/],
    ['a symbol without alternatives', 'grammar.yaml', () => 'request: []', /request/],
    ['an unknown register', 'grammar.yaml', () => 'ask: [{ text: x, registers: [loud] }]', /ask\/0/],
    ['a weight of nothing', 'grammar.yaml', () => 'ask: [{ text: x, weight: 0 }]', /ask\/0/],
    ['a missing section', 'lexicon.yaml', (text: string) => text.replace(/^slots:/m, 'slot:'), /slots|slot/],
    [
      'a rule that says nothing',
      'lexicon.yaml',
      (text: string) => text.replace(/^slots:/m, 'slots:\n  - { say: [] }'),
      /slots\/0/,
    ],
  ])('names the file and the place of %s', (_, file, change, place) => {
    const directory = changed(file, change);
    const load = () => loadLanguage(directory, 'en');
    expect(load).toThrow(LanguageDataError);
    expect(load).toThrow(join(directory, 'language', 'en', file));
    expect(load).toThrow(place);
  });

  it('names the file of a locale that is not there', () => {
    expect(() => loadLanguage(configDirectory, 'xx')).toThrow(join('language', 'xx', 'grammar.yaml'));
  });
});
