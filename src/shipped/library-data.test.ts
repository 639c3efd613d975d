import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownLibraryData, libraryData } from './library-data.js';
import { prepareStore } from './prepare-store.js';

describe('libraryData', () => {
  it('reads once, when it is asked for', () => {
    let asked = 0;
    const get = libraryData('once', ['yaml'], () => {
      asked += 1;
      return { asked };
    });
    expect(asked).toBe(0);
    expect(get()).toBe(get());
    expect(asked).toBe(1);
  });

  it('tells names and libraries apart, those that keep their package.json to themselves too', () => {
    const keys = [
      ['a', ['yaml']],
      ['b', ['yaml']],
      ['a', ['countries-list', '@faker-js/faker']],
    ].map(([name, libraries]) => {
      libraryData(name as string, libraries as string[], () => []);
      return knownLibraryData.at(-1)?.key();
    });
    expect(new Set(keys).size).toBe(3);
  });

  it('is written down by the build', () => {
    const [config, store] = ['config', 'store'].map(() => mkdtempSync(join(tmpdir(), 'datagen-library-')));
    libraryData('written', ['yaml'], () => ({ words: ['one', 'two'] }));
    const key = knownLibraryData.at(-1)?.key();
    prepareStore(config as string, store as string);
    expect(readdirSync(store as string)).toContain(`${key}.json`);
    expect(readFileSync(join(store as string, `${key}.json`), 'utf8')).toBe('{"words":["one","two"]}');
  });
});
