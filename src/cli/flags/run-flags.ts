import type { Flag } from './flag.js';

export const workers: Flag = {
  type: 'string',
  description: 'Threads that make records',
  shownDefault: 'auto: by cores and size',
};
export const redis: Flag = {
  type: 'string',
  description: 'Redis of --engine bullmq',
  shownDefault: 'redis://127.0.0.1:6379',
};

/** Where a run is kept, and who makes its records. */
export const runFlags: readonly (readonly [string, Flag])[] = [
  [
    'run-dir',
    {
      type: 'string',
      description: 'Folder that keeps the run in shards, to be gone on with',
      shownDefault: 'none',
    },
  ],
  [
    'resume',
    {
      type: 'string',
      description: 'Go on with what --run-dir holds: never, if-possible or always',
      shownDefault: 'if-possible',
    },
  ],
  ['extend', { type: 'boolean', description: 'Add to a finished run, up to --n' }],
  ['workers', workers],
  [
    'engine',
    {
      type: 'string',
      description: 'local (threads of this machine) or bullmq (workers on any hosts)',
      shownDefault: 'local',
    },
  ],
  ['redis', redis],
  [
    'shard-index',
    {
      type: 'string',
      description: 'Make every --shard-count-th shard only, from this one (0, 1, …)',
      shownDefault: 'all; or JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID',
    },
  ],
  ['shard-count', { type: 'string', description: 'Processes that share a run', shownDefault: '1' }],
];
