import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What the build prepared, by the content that it was made from: a file or schema that was changed since is simply not
 * found. Sources that were not built have no store.
 */
export const storeDirectory = fileURLToPath(new URL('./store/', import.meta.url));

/** SHA-256 (hex) of a content. */
export function keyOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The text that was stored for a content; null where there is none. */
export function findStored(key: string): string | null {
  try {
    return readFileSync(`${storeDirectory}${key}.json`, 'utf8');
  } catch {
    return null;
  }
}

/** What the module that was stored for a content exports; null where there is none. */
export function findModule(key: string): unknown {
  try {
    return load(`${storeDirectory}${key}.cjs`);
  } catch {
    return null;
  }
}

/** Loads at once what few runs need: `import` would have every reader of a file wait. */
export const load = createRequire(import.meta.url);
