import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

/** What gives other bytes on another run, machine or locale. `\p{…}` follows the Unicode version of each Node. */
const forbidden: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Math.random', /\bMath\.random\b/],
  ['Date.now', /\bDate\.now\b/],
  ['new Date() without a time', /\bnew Date(?!\s*\(\s*[^)\s])/],
  ['localeCompare', /\blocaleCompare\b/],
  ['toLocale…', /\btoLocale\w*/],
  ['Intl', /\bIntl\./],
  ['\\p{…}', /\\[pP]\{/],
  ['a random id', /\brandomUUID\b|\brandomBytes\b/],
];

/** These talk to people and providers; nothing of theirs becomes bytes of a dataset. */
const exempt = ['cli', 'language-models', 'fake-llm'];
/** The first names what it keeps on servers while a plan is made, the second its clients' sessions. */
const exemptFiles = [join('memory', 'create-memory.ts'), join('mcp-server', 'serve-http.ts')];

describe('the sources', () => {
  const files = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => !exempt.includes(file.split(/[\\/]/)[0] ?? '') && !exemptFiles.includes(file))
    .sort();

  it('use nothing that differs between runs, machines or locales', () => {
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((file) => {
      const code = withoutComments(readFileSync(join(packageRoot, 'src', file), 'utf8'));
      return code
        .split('\n')
        .flatMap((line, index) =>
          forbidden
            .filter(([, pattern]) => pattern.test(line))
            .map(([name]) => `src/${file}:${index + 1}: ${name}`),
        );
    });
    expect(found).toEqual([]);
  });

  it('keep the validator apart from what generates', () => {
    // How a file of the package is read decides nothing.
    const allowed = /^(\.\.\/)+(types|errors|shipped)\//;
    const validator = files.filter((file) => file.startsWith('validate'));
    const found = validator.flatMap((file) =>
      importsOf(readFileSync(join(packageRoot, 'src', file), 'utf8'))
        .filter((path) => path.startsWith('.') && !staysInside(file, path) && !allowed.test(path))
        .map((path) => `src/${file} imports ${path}`),
    );
    expect(found).toEqual([]);
  });
});

/** Line comments and doc comments may name what code may not use. */
function withoutComments(code: string): string {
  return code
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^\s*\/\/.*$/gm, '');
}

function importsOf(code: string): string[] {
  return [...code.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
}

function staysInside(file: string, path: string): boolean {
  return join(file, '..', path).startsWith('validate');
}
