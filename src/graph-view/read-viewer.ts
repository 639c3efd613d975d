import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../config/package-paths.js';
import { FileAccessError } from '../errors/file-access-error.js';

/** What makes an html picture come alive: built from `viewer/` by `npm run build`. */
export type Viewer = { readonly script: string; readonly style: string };

/** Reads the viewer. Throws `FileAccessError` where the package was not built. */
export async function readViewer(): Promise<Viewer> {
  const [script, style] = await Promise.all(['viewer.js', 'viewer.css'].map(readPart));
  return { script: script ?? '', style: style ?? '' };
}

async function readPart(file: string): Promise<string> {
  const path = join(packageRoot, 'dist', 'graph-view', file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FileAccessError('read', path, 'Build the package first: npm run build.', error);
  }
}
