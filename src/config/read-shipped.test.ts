import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf, readShipped, type ShippedFile } from './read-shipped.js';

/** A folder of settings and what the build made of it. */
function built() {
  const root = mkdtempSync(join(tmpdir(), 'datagen-shipped-'));
  const directories = { config: join(root, 'config'), shipped: join(root, 'shipped') };
  for (const folder of Object.values(directories)) mkdirSync(folder);
  const file = join(directories.config, 'words.yaml');
  writeFileSync(file, 'hotel: hotels');
  const made: ShippedFile = { sha256: hashOf(readFileSync(file)), value: { hotel: 'hotels' } };
  writeFileSync(join(directories.shipped, 'words.yaml.json'), JSON.stringify(made));
  return { file, directories, root };
}

describe('readShipped', () => {
  it('gives what the build made of a file', () => {
    const { file, directories } = built();
    expect(readShipped(file, directories)).toEqual({ hotel: 'hotels' });
  });

  it('gives nothing of a file that was changed since', () => {
    const { file, directories } = built();
    writeFileSync(file, 'hotel: inns');
    expect(readShipped(file, directories)).toBeUndefined();
  });

  it('gives nothing of a file that is no longer there', () => {
    const { directories } = built();
    const { config, shipped } = directories;
    const made: ShippedFile = { sha256: hashOf(Buffer.from('')), value: {} };
    writeFileSync(join(shipped, 'gone.yaml.json'), JSON.stringify(made));
    expect(readShipped(join(config, 'gone.yaml'), directories)).toBeUndefined();
  });

  it('gives nothing of a file that the build has not seen, or that lies elsewhere', () => {
    const { directories, root } = built();
    const added = join(directories.config, 'added.yaml');
    const elsewhere = join(root, 'words.yaml');
    for (const file of [added, elsewhere]) writeFileSync(file, 'hotel: hotels');
    expect(readShipped(added, directories)).toBeUndefined();
    expect(readShipped(elsewhere, directories)).toBeUndefined();
  });
});
