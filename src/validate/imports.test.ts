import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname);
const source = resolve(root, '..');

describe('the validator', () => {
  it('imports nothing of the generator but types, errors and the reading of shipped files', () => {
    const foreign = filesBelow(root).flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g), (match) => match[1] ?? '')
        .filter((target) => !isAllowed(file, target))
        .map((target) => `${relative(source, file)} → ${target}`),
    );
    expect(foreign).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function isAllowed(file: string, target: string): boolean {
  if (!target.startsWith('.'))
    return target.startsWith('node:') || /^(?:ajv|re2js|yaml)(?:\/|$)/.test(target);
  const path = relative(source, resolve(dirname(file), target));
  return /^(?:validate|types|errors|shipped)\//.test(path);
}
