import type { CommandName } from '../config/run-config.js';
import { buildFlags } from './flags/build-flags.js';
import { importToolsFlags, initFlags } from './flags/catalog-flags.js';
import { exportFlags, importFlags } from './flags/exchange-flags.js';
import { artifacts, type Flag, input } from './flags/flag.js';
import { decontaminateFlags, dedupFlags } from './flags/hygiene-flags.js';
import { mcpFlags } from './flags/mcp-flags.js';
import { modelFlags, workerModelFlags } from './flags/model-flags.js';
import { mergeFlags, packageFlags, splitFlags } from './flags/package-flags.js';
import { reportFlags, viewFlags } from './flags/report-flags.js';
import { redis, runFlags, workers } from './flags/run-flags.js';

/** Flags of a command by name; each is a setting of the same name in `config/run.yaml`. */
export function flagsOf(command: CommandName): ReadonlyMap<string, Flag> {
  return flags[command];
}

const repair: Flag = { type: 'boolean', description: 'Repair records that fail their gates' };
const maxRepairs: Flag = { type: 'string', description: 'Attempts to repair one record', shownDefault: '2' };

const runDirectory: Flag = { type: 'string', description: 'Run directory', shownDefault: 'output/run' };

const flags: { readonly [command in CommandName]: ReadonlyMap<string, Flag> } = {
  build: buildFlags,
  'import-tools': importToolsFlags,
  init: initFlags,
  generate: new Map<string, Flag>([
    ['n', { type: 'string', description: 'Conversations to write', shownDefault: '50' }],
    [
      'seed',
      { type: 'string', description: 'Same catalog, configuration and seed: same bytes', shownDefault: '42' },
    ],
    [
      'mode',
      {
        type: 'string',
        description: 'mixed, sequential, multi_tool, clarification_first, parallel or short',
        shownDefault: 'mixed',
      },
    ],
    [
      'locale',
      {
        type: 'string',
        description: 'Language and customs: a folder of config/locales, such as ja; or mixed',
        shownDefault: 'en',
      },
    ],
    [
      'output',
      {
        type: 'string',
        description: 'File to write',
        shownDefault: 'output/conversations.jsonl, none with --run-dir',
        alias: 'o',
      },
    ],
    ...runFlags,
    ['artifacts', artifacts],
    [
      'evaluate',
      { type: 'boolean', description: 'Judge each conversation; offline unless --judge-model names a model' },
    ],
    ['judge-model', { type: 'string', description: 'Model that judges', shownDefault: 'the offline rubric' }],
    ['repair', { ...repair, description: 'Judge, and repair records that fail their gates' }],
    ['max-repairs', maxRepairs],
    [
      'corpus-memory',
      {
        type: 'boolean',
        description: 'Steer away from goals already planned; --no-corpus-memory turns it off',
      },
    ],
    [
      'twins',
      {
        type: 'boolean',
        description: 'Follow each conversation by variants that differ in one declared way',
      },
    ],
    ['include', { type: 'string', description: 'Only these categories or tools, between commas' }],
    ['exclude', { type: 'string', description: 'Neither call nor offer these categories or tools' }],
    [
      'difficulty',
      {
        type: 'string',
        description: 'Minimums of difficulty: depth=3,fan_in=2,calls=5',
        shownDefault: 'none',
      },
    ],
    ['holdout-tools', { type: 'string', description: 'Tools that must stay unseen, between commas' }],
    [
      'agents',
      {
        type: 'string',
        description: 'offline, llm (live models) or rewrite (a model words offline conversations)',
        shownDefault: 'offline',
      },
    ],
    ...modelFlags,
    [
      'reasoning',
      { type: 'boolean', description: "Keep the assistant model's reasoning, apart from what it says" },
    ],
  ]),
  verify: new Map([['run-dir', runDirectory]]),
  assemble: new Map<string, Flag>([
    ['run-dir', runDirectory],
    [
      'output',
      {
        type: 'string',
        description: 'File to write',
        shownDefault: 'output/conversations.jsonl',
        alias: 'o',
      },
    ],
  ]),
  worker: new Map<string, Flag>([
    ['redis', redis],
    ['run-dir', runDirectory],
    ['artifacts', artifacts],
    [
      'workers',
      {
        ...workers,
        description: 'Shards at once, each in a thread',
        shownDefault: 'auto: by cores, one with models',
      },
    ],
    ...modelFlags.filter(([name]) => workerModelFlags.has(name)),
  ]),
  evaluate: new Map<string, Flag>([
    ['input', input],
    [
      'output',
      {
        type: 'string',
        description: 'File to write, with scores',
        shownDefault: 'output/evaluated.jsonl',
        alias: 'o',
      },
    ],
    ['repair', repair],
    ['max-repairs', maxRepairs],
    [
      'threshold',
      {
        type: 'string',
        description: 'Mean gate of each record and of the dataset, 1.0 to 5.0',
        shownDefault: '3.5',
      },
    ],
    ...modelFlags.map(([name, flag]): [string, Flag] => [
      name,
      name === 'model'
        ? {
            type: 'string',
            description: 'Model that judges, and repairs with --repair',
            shownDefault: 'the offline rubric',
          }
        : flag,
    ]),
    [
      'batch',
      {
        type: 'boolean',
        description: 'Judge by message batches, at half the price; the same command goes on where it stopped',
      },
    ],
    ['calibrate', { type: 'boolean', description: 'Measure which planted defects the judge sees' }],
  ]),
  validate: new Map([
    ['input', input],
    ['workers', { ...workers, description: 'Threads that check records' }],
  ]),
  metrics: new Map<string, Flag>([
    ['input', input],
    ['artifacts', { type: 'string', description: 'Built graph to measure coverage against' }],
    ['compare', { type: 'pair', description: 'Two datasets: set them side by side instead' }],
  ]),
  inspect: new Map<string, Flag>([
    ['input', input],
    [
      'filter',
      { type: 'list', description: 'Only conversations such as phenomenon=refusal,calls>=5,score<3.5' },
    ],
    ['offset', { type: 'string', description: 'Conversations to pass over', shownDefault: '0' }],
    ['limit', { type: 'string', description: 'Most conversations to show', shownDefault: 'all' }],
    [
      'link',
      {
        type: 'pair',
        description: 'Two endpoints: say why the second can be fed by the first, instead of conversations',
      },
    ],
    ['artifacts', artifacts],
  ]),
  export: exportFlags,
  import: importFlags,
  dedup: dedupFlags,
  decontaminate: decontaminateFlags,
  report: reportFlags,
  view: viewFlags,
  split: splitFlags,
  merge: mergeFlags,
  package: packageFlags,
  graph: new Map<string, Flag>([
    ['format', { type: 'string', description: 'html, gexf or graphml', shownDefault: 'html', alias: 'f' }],
    ['artifacts', artifacts],
    [
      'output',
      { type: 'string', description: 'File to write', shownDefault: 'output/graph.<format>', alias: 'o' },
    ],
    ['category', { type: 'string', description: 'Only these categories, separated by commas' }],
    ['tool', { type: 'string', description: 'Only these tools, separated by commas' }],
    ['around', { type: 'string', description: 'Only what data links join to this endpoint' }],
    [
      'depth',
      { type: 'string', description: 'Data links between it and the rim, 0 to 10', shownDefault: '1' },
    ],
    [
      'limit',
      {
        type: 'string',
        description: 'Most endpoints, the best connected ones',
        shownDefault: '1000 for html, else 5000',
      },
    ],
  ]),
  mcp: mcpFlags,
};

/** Flags of every command that say how to report. */
export const sharedFlags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['config', { type: 'string', description: 'YAML file of settings over the shipped ones', alias: 'c' }],
  ['json', { type: 'boolean', description: 'Print one JSON document' }],
  ['verbose', { type: 'boolean', description: 'Say more' }],
  ['quiet', { type: 'boolean', description: 'No progress and no log on stderr', alias: 'q' }],
]);
