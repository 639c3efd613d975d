import type { PictureEdge } from '../graph-picture.js';

/** Colours of what is drawn; the rest of the page has its own in viewer.css. */
export type Theme = {
  readonly text: string;
  readonly ground: string;
  /** Nodes beside the point. */
  readonly faded: string;
  /** Edges to the point. */
  readonly lit: string;
  readonly edges: { readonly [kind in PictureEdge['kind']]: string };
};

const light: Theme = {
  text: '#1f2633',
  ground: '#ffffff',
  faded: '#dfe3ea',
  lit: '#d9480f',
  edges: { data_link: '#d3d9e3', semantic: '#bfe3dd', category: '#ddd2f3' },
};

const dark: Theme = {
  text: '#dde3ee',
  ground: '#1b202b',
  faded: '#2c3342',
  lit: '#ffa94d',
  edges: { data_link: '#2b3444', semantic: '#1f4a48', category: '#3a3259' },
};

const darkness = matchMedia('(prefers-color-scheme: dark)');

export function currentTheme(): Theme {
  return darkness.matches ? dark : light;
}

export function onThemeChange(act: (theme: Theme) => void): void {
  darkness.addEventListener('change', () => act(currentTheme()));
}
