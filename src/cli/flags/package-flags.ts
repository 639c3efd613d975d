import { type Flag, input } from './flag.js';

const sides: readonly (readonly [string, Flag])[] = [
  [
    'by',
    {
      type: 'string',
      description:
        'What no two splits share: world (variants, openings, chains, entities) or tool (called tools as well)',
      shownDefault: 'world',
    },
  ],
  [
    'train',
    { type: 'string', description: 'Share of the train split', shownDefault: 'what the others leave' },
  ],
  ['validation', { type: 'string', description: 'Share of the validation split', shownDefault: '0.1' }],
  ['test', { type: 'string', description: 'Share of the test split', shownDefault: '0.1' }],
  ['seed', { type: 'string', description: 'Same dataset and seed: same splits', shownDefault: '42' }],
  [
    'drop-bridges',
    {
      type: 'boolean',
      description: 'Leave out conversations that tie together what would else fit no split',
    },
  ],
];

export const splitFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', input],
  [
    'output',
    { type: 'string', description: 'Folder of the splits', shownDefault: 'output/splits', alias: 'o' },
  ],
  ...sides,
]);

export const mergeFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', { type: 'list', description: 'Datasets to join, in this order', alias: 'i' }],
  [
    'output',
    { type: 'string', description: 'File to write', shownDefault: 'output/merged.jsonl', alias: 'o' },
  ],
]);

export const packageFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', { ...input, description: 'Dataset to package, or a folder of splits' }],
  [
    'output',
    { type: 'string', description: 'Folder of the package', shownDefault: 'output/package', alias: 'o' },
  ],
  ...sides,
  [
    'tokenizer',
    {
      type: 'string',
      description: 'What counts tokens: o200k, cl100k or a tokenizer.json',
      shownDefault: 'o200k',
    },
  ],
  ['max-tokens', { type: 'string', description: 'Leave out longer conversations', shownDefault: 'no limit' }],
  ['title', { type: 'string', description: 'Name of the dataset for people', shownDefault: 'by the input' }],
  ['license', { type: 'string', description: 'Licence as Hugging Face spells it', shownDefault: 'unknown' }],
  [
    'shard-mb',
    {
      type: 'string',
      description: 'Most megabytes of one Parquet file, uncompressed',
      shownDefault: '256',
    },
  ],
  [
    'check',
    {
      type: 'string',
      description: 'Recount a package from its data instead of making one; exit 2 where it differs',
    },
  ],
  ['push', { type: 'string', description: 'Upload to owner/name on the Hub, with HF_TOKEN' }],
  ['public', { type: 'boolean', description: 'Make a dataset that is new on the Hub public' }],
]);
