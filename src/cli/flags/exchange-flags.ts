import { type Flag, input } from './flag.js';

const names: Flag = {
  type: 'string',
  description: 'Names of tools as an earlier export mapped them, its .names.json',
  shownDefault: 'none',
};

export const exportFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', input],
  ['format', { type: 'string', description: 'Format to write; without it they are listed', alias: 'f' }],
  [
    'output',
    { type: 'string', description: 'File or folder to write', shownDefault: 'output/<format>', alias: 'o' },
  ],
  [
    'parallel-calls',
    { type: 'string', description: 'keep them in one message, or split them', shownDefault: 'keep' },
  ],
  ['arguments', { type: 'string', description: 'object or string', shownDefault: 'as the format has them' }],
  ['tools', { type: 'string', description: 'list or string', shownDefault: 'as the format has them' }],
  [
    'json-spacing',
    {
      type: 'string',
      description: 'Spaces in JSON texts as python writes them, or compact',
      shownDefault: 'as the format has them',
    },
  ],
  ['names', names],
  [
    'pairs',
    {
      type: 'string',
      description: 'Where preferences come from: twins, repairs or scores',
      shownDefault: 'repairs with --before, else twins',
    },
  ],
  ['before', { type: 'string', description: 'The dataset before it was repaired', shownDefault: 'none' }],
  [
    'completions',
    {
      type: 'string',
      description: 'Formats that train one message at a time: one a conversation, or all',
      shownDefault: 'one',
    },
  ],
  [
    'template',
    {
      type: 'string',
      description: 'Of chat-template: a Jinja file, or the tokenizer_config.json or folder of a model',
      shownDefault: 'none',
    },
  ],
  [
    'template-date',
    { type: 'string', description: 'Day for templates that ask for it, YYYY-MM-DD', shownDefault: 'none' },
  ],
  [
    'bos-token',
    { type: 'string', description: 'Token that a template begins with', shownDefault: "the model's" },
  ],
  [
    'eos-token',
    { type: 'string', description: 'Token that a template ends with', shownDefault: "the model's" },
  ],
  [
    'dataset-name',
    {
      type: 'string',
      description: 'Name in dataset_info.json of LLaMA-Factory',
      shownDefault: 'datagen_sharegpt or datagen_openai',
    },
  ],
]);

export const importFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  [
    'input',
    { type: 'string', description: 'File, folder or pattern of files in a format of others', alias: 'i' },
  ],
  [
    'format',
    { type: 'string', description: 'What it is in', shownDefault: 'told by its content', alias: 'f' },
  ],
  [
    'output',
    { type: 'string', description: 'File to write', shownDefault: 'output/imported.jsonl', alias: 'o' },
  ],
  ['names', { ...names, shownDefault: 'that beside the input' }],
]);
