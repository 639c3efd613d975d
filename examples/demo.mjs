// npm run demo: from a fresh clone to 50 scored conversations, their figures and the way to read them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from '../test/prepare.mjs';

const output = join('output', 'conversations.jsonl');
// A folder of its own, so that a graph built from another catalog neither gets in nor gets lost.
const artifacts = join('artifacts', 'demo');

if (!install() || !build()) process.exit(1);
datagen('build', '--artifacts', artifacts);
datagen('generate', '--n', '50', '--seed', '42', '--evaluate', '--artifacts', artifacts, '--output', output);
datagen('validate', '--input', output);
datagen('metrics', '--input', output);

console.log(`
Conversations   ${output} (one record a line; beside it the configuration that made them)
The graph       ${artifacts}

Read them       node dist/cli/main.js inspect --verbose | less
Check the laws  node dist/cli/main.js validate
The figures     node dist/cli/main.js metrics`);

function datagen(...parameters) {
  console.log(`\n$ datagen ${parameters.join(' ')}`);
  // Settings of the user's environment are theirs; the demo shows the shipped ones.
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('DATAGEN_'));
  const { status, error } = spawnSync(
    process.execPath,
    [join(root, 'dist', 'cli', 'main.js'), ...parameters],
    {
      cwd: root,
      stdio: 'inherit',
      env: Object.fromEntries(environment),
    },
  );
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
