import { type Flag, input } from './flag.js';

function output(shownDefault: string): Flag {
  return {
    type: 'string',
    description: 'File to write; what was dropped is listed beside it',
    shownDefault,
    alias: 'o',
  };
}

export const dedupFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', input],
  ['output', output('output/deduplicated.jsonl')],
  [
    'user-threshold',
    {
      type: 'string',
      description: 'Similarity of all user turns, up to 1 (equal); 0: not looked at',
      shownDefault: '0.8',
    },
  ],
  [
    'chain-threshold',
    { type: 'string', description: 'Similarity of the tools in call order', shownDefault: '0' },
  ],
  [
    'dialogue-threshold',
    { type: 'string', description: 'Similarity of all that is said', shownDefault: '0.8' },
  ],
]);

export const decontaminateFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['input', input],
  ['output', output('output/decontaminated.jsonl')],
  [
    'against',
    { type: 'string', description: 'File or folder of benchmarks', shownDefault: 'the shipped lists' },
  ],
  ['lists', { type: 'boolean', description: 'Look for the tools of public benchmarks; --no-lists does not' }],
  ['by-name', { type: 'boolean', description: 'Drop for a tool of the same name alone, too' }],
]);
