import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { hasSlurm, startSlurm } from '../support/start-slurm.js';

const main = join(packageRoot, 'dist', 'cli', 'main.js');
const script = join(packageRoot, 'deploy', 'slurm-array.sh');
const directory = mkdtempSync(join(tmpdir(), 'datagen-slurm-'));
const settings = join(directory, 'settings.yaml');
writeFileSync(settings, 'run: { plan: { block_size: 20 } }\nengine: { shard_rows: 20 }\n');
const flags = [
  '--n',
  '100',
  '--seed',
  '11',
  '--artifacts',
  join(directory, 'artifacts'),
  '--config',
  settings,
];

function run(program: string, parameters: readonly string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', ...environment };
  return spawnSync(program, parameters, { cwd: directory, encoding: 'utf8', env });
}

describe('deploy/slurm-array.sh', () => {
  it('says how it is called', () => {
    const { status, stderr } = run('bash', [script, '--tasks', 'many']);
    expect(status).toBe(1);
    expect(stderr).toContain('--run-dir DIR');
  });

  it.skipIf(!hasSlurm())(
    'makes the run of one process on a cluster (with slurm, as root)',
    async (context) => {
      const slurm = await startSlurm();
      if (slurm === null) return context.skip('slurmctld and slurmd do not come up here');
      try {
        const whole = ['generate', ...flags, '--workers', '1', '--output', 'whole.jsonl'];
        expect(run(process.execPath, [main, ...whole])).toMatchObject({ status: 0 });
        const folder = join(directory, 'a run');
        const output = join(directory, 'joined.jsonl');
        const place = ['--tasks', '40', '--run-dir', folder, '--output', output];
        const environment = { ...slurm.environment, DATAGEN: `${process.execPath} ${main}` };
        const submitted = run('bash', [script, ...place, '--', ...flags, '--workers', '1'], environment);
        expect(submitted).toMatchObject({ status: 0 });
        // 5 shards, and an array of this cluster has fewer tasks than that.
        expect(submitted.stderr).toContain('MaxArraySize');
        expect(submitted.stdout).toContain('3 tasks');
        await slurm.drained();
        const logs = `${folder}.slurm-logs`;
        const said = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
        expect(existsSync(output), said.join('\n')).toBe(true);
        expect(readFileSync(output, 'utf8')).toBe(readFileSync(join(directory, 'whole.jsonl'), 'utf8'));
      } finally {
        await slurm.stop();
      }
    },
    180_000,
  );
});
