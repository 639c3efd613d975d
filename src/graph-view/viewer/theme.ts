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
  edges: { data_link: '#9aa5b866', semantic: '#2f9e8f33', category: '#8a63d233' },
};

const dark: Theme = {
  text: '#dde3ee',
  ground: '#1b202b',
  faded: '#2c3342',
  lit: '#ffa94d',
  edges: { data_link: '#7385a666', semantic: '#38b2a333', category: '#a78bfa33' },
};

const darkness = matchMedia('(prefers-color-scheme: dark)');

export function currentTheme(): Theme {
  return darkness.matches ? dark : light;
}

export function onThemeChange(act: (theme: Theme) => void): void {
  darkness.addEventListener('change', () => act(currentTheme()));
}
