import type { Flag } from './flag.js';
import { sourceFlags } from './source-flags.js';

const hints: Flag = {
  type: 'string',
  description: 'YAML file of hints about what a catalog does not say',
  shownDefault: 'those beside the catalog',
};

/** Of `build`. */
export const explainFlags: readonly (readonly [string, Flag])[] = [
  ['hints', hints],
  [
    'explain',
    {
      type: 'string',
      mayBeBare: true,
      description: 'Say what was understood of an endpoint (* for anything), or of all, and what would help',
    },
  ],
];

export const importToolsFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ...sourceFlags('the bundled catalog'),
  [
    'output',
    {
      type: 'string',
      description: 'File to write: YAML, or JSON where its name ends so',
      shownDefault: 'output/catalog.yaml',
      alias: 'o',
    },
  ],
  ['hints', { ...hints, description: 'YAML file of hints to take into the catalog' }],
  ['force', { type: 'boolean', description: 'Write over a file that is there' }],
]);

export const initFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  [
    'dir',
    {
      type: 'string',
      description: 'Folder to start in; may stand alone: init DIR',
      shownDefault: 'this one',
    },
  ],
  ...sourceFlags('a small sample'),
]);
