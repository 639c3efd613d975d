import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configDirectory } from '../config/package-paths.js';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import { readErrorMessages } from './read-error-messages.js';

const folder = mkdtempSync(join(tmpdir(), 'datagen-errors-'));
afterAll(() => rmSync(folder, { recursive: true }));

const types = ['rate_limit', 'unavailable', 'conflict', 'not_found', 'invalid_value'];
/** A complete file, with these entries in the place of its own. */
function written(entries: { readonly [type: string]: unknown }): string {
  const file = join(folder, 'errors.yaml');
  const complete = { ...Object.fromEntries(types.map((type) => [type, [{ text: 'No.' }]])), ...entries };
  writeFileSync(file, JSON.stringify(complete));
  return file;
}

describe('readErrorMessages', () => {
  it('reads the shipped file, whose places are all known', () => {
    const messages = readErrorMessages(join(configDirectory, 'errors.yaml'));
    expect(Object.keys(messages).sort()).toEqual([...types].sort());
    for (const texts of Object.values(messages))
      for (const { text } of texts)
        expect(text.replace(/\{(parameter|value|thing)\}/g, '')).not.toMatch(/[{}]/);
  });

  it('has the shipped file name the value or its parameter wherever a value is refused', () => {
    const messages = readErrorMessages(join(configDirectory, 'errors.yaml'));
    for (const { text } of [...messages.not_found, ...messages.invalid_value])
      expect(text).toMatch(/\{(parameter|value)\}/);
  });

  it('takes a text for some intents only', () => {
    const file = written({ conflict: [{ text: 'No.', only: ['create'] }] });
    expect(readErrorMessages(file).conflict).toEqual([{ text: 'No.', only: ['create'] }]);
  });

  it.each<[string, { readonly [type: string]: unknown }]>([
    ['a type without a text', { conflict: [] }],
    ['an empty text', { conflict: [{ text: '' }] }],
    ['a type that nobody plans', { invalid_arguments: [{ text: 'No.' }] }],
    ['an intent that is none', { conflict: [{ text: 'No.', only: ['fetch'] }] }],
    ['a text by itself', { conflict: ['No.'] }],
    ['no list', { conflict: 'No.' }],
  ])('refuses %s', (_, entries) => {
    expect(() => readErrorMessages(written(entries))).toThrow(KnowledgeFileError);
  });

  it('names a file that is missing or no YAML', () => {
    expect(() => readErrorMessages(join(folder, 'none.yaml'))).toThrow(/none\.yaml/);
    const file = join(folder, 'broken.yaml');
    writeFileSync(file, 'conflict: [');
    expect(() => readErrorMessages(file)).toThrow(KnowledgeFileError);
  });
});
