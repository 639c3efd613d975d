import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';

describe('golden files and samples in docs', () => {
  it('are what the program makes today', { timeout: 300_000 }, () => {
    const script = join(packageRoot, 'test', 'refresh.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
