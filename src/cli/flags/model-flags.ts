import type { Flag } from './flag.js';

/** Which models take part, and within what bounds. */
export const modelFlags: readonly (readonly [string, Flag])[] = [
  [
    'model',
    {
      type: 'string',
      description: 'Model for every role, such as claude-haiku-4-5-20251001',
      shownDefault: 'as config/models.yaml says',
    },
  ],
  [
    'role',
    { type: 'list', description: 'Model for one role: judge=ID; planner, user, assistant, judge or repair' },
  ],
  [
    'max-usd',
    { type: 'string', description: 'Most that models may cost, in US dollars', shownDefault: 'no limit' },
  ],
  [
    'max-tokens',
    { type: 'string', description: 'Most tokens that models may use', shownDefault: 'no limit' },
  ],
  ['max-calls', { type: 'string', description: 'Most calls to models', shownDefault: 'no limit' }],
  [
    'concurrency',
    { type: 'string', description: 'Calls to models at once', shownDefault: 'as config/models.yaml says' },
  ],
  [
    'cache',
    { type: 'string', description: 'Folder of recorded responses', shownDefault: 'artifacts/responses' },
  ],
  ['replay-only', { type: 'boolean', description: 'Answer from recorded responses alone' }],
  ['dry-run', { type: 'boolean', description: 'Estimate calls, tokens and cost; call nothing' }],
  [
    'policy',
    { type: 'string', description: 'File that names the models that may generate', shownDefault: 'any' },
  ],
];

/** What a worker decides for itself; which models play is the run's. */
export const workerModelFlags: ReadonlySet<string> = new Set([
  ...['max-usd', 'max-tokens', 'max-calls', 'concurrency', 'cache', 'replay-only', 'policy'],
]);
