import { explainFlags } from './catalog-flags.js';
import { artifacts, type Flag } from './flag.js';
import { sourceFlags } from './source-flags.js';

export const buildFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ...sourceFlags('the bundled catalog'),
  ['artifacts', artifacts],
  ...explainFlags,
]);
