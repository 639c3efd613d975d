import type { PictureEdge } from '../graph-picture.js';

/** What is looked at: an endpoint, an edge (both by their place in the picture) or nothing. */
export type Selection =
  | { readonly kind: 'node'; readonly place: number }
  | { readonly kind: 'edge'; readonly place: number }
  | null;

/** What is drawn. */
export type Filter = {
  readonly kinds: ReadonlySet<PictureEdge['kind']>;
  readonly categories: ReadonlySet<string>;
};
