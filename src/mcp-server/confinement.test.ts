import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createConfinement } from './confinement.js';

let place = '';
let inside = '';
let outside = '';

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'datagen-roots-')));
  inside = join(place, 'inside');
  outside = join(place, 'outside');
  mkdirSync(join(inside, 'deep'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret'), '');
});

describe('createConfinement', () => {
  it('takes what lies inside, there or not', () => {
    const { locate } = createConfinement(inside, ['.']);
    expect(locate('deep', 'entries')).toEqual({ path: 'deep', real: join(inside, 'deep') });
    expect(locate('new/file', 'entries')).toEqual({ path: 'new/file', real: join(inside, 'new/file') });
    expect(locate(join(inside, 'deep', '..', 'x'), 'entries').path).toBe('x');
    expect(locate('.', 'tree').path).toBe('.');
    expect(locate('deep/**/*.json', 'pattern').path).toBe('deep/**/*.json');
    expect(locate('*.json', 'pattern').path).toBe('*.json');
  });

  it.each([
    ...[
      '..',
      'deep/*/../../../outside/s*',
      '../out*/*',
      '../outside/secret',
      '/etc/passwd',
      'deep/../../outside',
      '../inside-beside',
      'new/../../x',
    ],
  ])('refuses %s', (path) => {
    const { locate } = createConfinement(inside, ['.']);
    for (const reach of ['entries', 'tree', 'pattern'] as const)
      expect(() => locate(path, reach)).toThrow('outside the folders');
  });

  it('refuses links that lead out, wherever they stand', () => {
    const { locate } = createConfinement(inside, ['.']);
    symlinkSync(outside, join(inside, 'link'));
    symlinkSync(join(outside, 'secret'), join(inside, 'deep', 'secret'));
    symlinkSync(join(outside, 'new'), join(inside, 'dangling'));
    symlinkSync(join(inside, 'loop'), join(inside, 'loop'));
    expect(() => locate('link', 'entries')).toThrow('outside');
    expect(() => locate('link/new/file', 'entries')).toThrow('outside');
    expect(() => locate('deep/secret', 'entries')).toThrow('outside');
    expect(() => locate('deep', 'tree')).toThrow('outside');
    expect(() => locate('d*', 'pattern')).toThrow('outside');
    expect(() => locate('dangling', 'entries')).toThrow('leads through a link');
    expect(() => locate('dangling/x', 'entries')).toThrow('leads through a link');
    expect(() => locate('loop', 'entries')).toThrow('cannot be followed');
  });

  it('follows links inside, to one place of all names', () => {
    const { locate } = createConfinement(inside, ['.']);
    symlinkSync(join(inside, 'deep'), join(inside, 'other'));
    symlinkSync(inside, join(inside, 'deep', 'round'));
    expect(locate('other/x', 'entries').real).toBe(locate('deep/x', 'entries').real);
    expect(locate('.', 'tree').real).toBe(inside);
  });

  it('takes several roots, and begins at the first where its folder is in none', () => {
    const { locate } = createConfinement('/', [inside, outside]);
    expect(locate('deep', 'entries').path).toBe(join(inside, 'deep'));
    expect(locate(join(outside, 'secret'), 'entries').real).toBe(join(outside, 'secret'));
    expect(() => locate(place, 'entries')).toThrow('outside');
    expect(() => createConfinement(place, ['nowhere'])).toThrow('is no folder');
  });
});
