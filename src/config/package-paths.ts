import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the package keeps its own files. Both `src/config/` and `dist/config/` lie two folders below the root, so this
 * holds in the repository and in an installed package, whatever the working folder.
 */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The shipped settings, `config/*.yaml`. */
export const configDirectory = join(packageRoot, 'config');

/** The bundled catalog. */
export const bundledCatalogDirectory = join(packageRoot, 'data', 'catalog');
