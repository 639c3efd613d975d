import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

const source = join(packageRoot, 'src');
/** What every part may import. */
const shared = ['types', 'errors', 'config', 'random', 'json', 'provenance', 'files', 'shipped'];
/** What the parts around language models may import besides, as DESIGN.md says. */
const allowed: { readonly [folder: string]: readonly string[] } = {
  'language-models': [],
  prompts: [],
  'fake-llm': ['arguments', 'ingest', 'judge', 'language'],
  memory: [],
  'record-view': [],
  grounding: ['language', 'record-view', 'simulation'],
  judge: ['language-models', 'prompts', 'record-view'],
  repair: ['grounding', 'judge', 'language', 'language-models', 'prompts', 'record-view'],
  rewriting: ['grounding', 'language', 'language-models', 'prompts', 'values'],
};

describe('imports point one way', () => {
  it.each(Object.keys(allowed))('%s imports what it may', (folder) => {
    const others = importedBy(folder).filter((part) => part !== folder && !shared.includes(part));
    expect(others.filter((part) => !allowed[folder]?.includes(part))).toEqual([]);
  });

  it('leaves the fake server to the tests', () => {
    const users = readdirSync(source).filter(
      (part) => part !== 'fake-llm' && !part.endsWith('.ts') && importedBy(part).includes('fake-llm'),
    );
    expect(users).toEqual([]);
  });
});

/** Parts of `src/` that the files of a folder import, tests left out. */
function importedBy(folder: string): string[] {
  const files = readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const parts = files.flatMap((file) => {
    const path = join(source, folder, file);
    return Array.from(
      readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g),
      ([, to = '']) => relative(source, join(dirname(path), to)).split('/')[0] ?? '',
    );
  });
  return [...new Set(parts)];
}
