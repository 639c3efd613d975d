import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../config/package-paths.js';
import { FileAccessError } from '../errors/file-access-error.js';

/** Script and style of the page: built from `page/` by `npm run build`. */
export type PageAssets = { readonly script: string; readonly style: string };

/** Throws `FileAccessError` where the package was not built. */
export async function readPageAssets(): Promise<PageAssets> {
  const [script = '', style = ''] = await Promise.all(['page.js', 'page.css'].map(readPart));
  return { script, style };
}

async function readPart(file: string): Promise<string> {
  const path = join(packageRoot, 'dist', 'report-page', file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FileAccessError('read', path, 'Build the package first: npm run build.', error);
  }
}
