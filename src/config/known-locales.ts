import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configDirectory } from './package-paths.js';

/** The name that stands for several locales by their shares. */
export const mixedLocales = 'mixed';

let names: readonly string[] | undefined;

/** Every locale that has data: the folders of `config/locales`, by name. */
export function knownLocales(): readonly string[] {
  names ??= readdirSync(join(configDirectory, 'locales'), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() && entry.name !== mixedLocales ? [entry.name] : []))
    .sort();
  return names;
}
