import type { GraphPicture } from './graph-picture.js';
import { readViewer } from './read-viewer.js';
import { renderHtml } from './render-html.js';
import { writeGexf } from './write-gexf.js';
import { writeGraphml } from './write-graphml.js';

export type PictureFormat = 'gexf' | 'graphml' | 'html';

/** Endpoints shown when no other limit is asked for: more can be drawn, but not read, or not opened elsewhere. */
export const defaultLimits: { readonly [format in PictureFormat]: number } = {
  html: 1000,
  gexf: 5000,
  graphml: 5000,
};

/** A picture as the text of a file. Throws `FileAccessError` for html where the package was not built. */
export async function renderPicture(picture: GraphPicture, format: PictureFormat): Promise<string> {
  if (format === 'gexf') return writeGexf(picture);
  if (format === 'graphml') return writeGraphml(picture);
  return renderHtml(picture, await readViewer());
}
