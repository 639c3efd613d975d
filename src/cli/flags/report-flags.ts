import type { Flag } from './flag.js';

const shown: readonly (readonly [string, Flag])[] = [
  [
    'input',
    {
      type: 'list',
      description: 'Dataset to show, or two to compare; also without --input',
      shownDefault: 'output/conversations.jsonl',
      alias: 'i',
    },
  ],
  ['artifacts', { type: 'string', description: 'Built graph to measure coverage against' }],
  ['laws', { type: 'boolean', description: 'Check the laws; --no-laws reads a large file faster' }],
  [
    'figures',
    { type: 'boolean', description: 'Compute the figures; --no-figures reads a large file faster' },
  ],
];

export const reportFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ...shown,
  [
    'output',
    { type: 'string', description: 'Page to write', shownDefault: 'output/report.html', alias: 'o' },
  ],
  [
    'limit',
    { type: 'string', description: 'Most conversations of each dataset in the page', shownDefault: '10000' },
  ],
  ['seed', { type: 'string', description: 'Of the sample, where there are more', shownDefault: '42' }],
]);

export const viewFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ...shown,
  ['port', { type: 'string', description: 'Port of this machine', shownDefault: 'any that is free' }],
]);
