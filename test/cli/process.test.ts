import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory } from './run-in-process.js';

const directory = emptyDirectory();
const artifacts = join(directory, 'artifacts');
const main = join(packageRoot, 'dist', 'cli', 'main.js');
const path = process.env.PATH ?? '';

function datagen(parameters: readonly string[], environment: { readonly [name: string]: string } = {}) {
  return spawnSync(process.execPath, [main, ...parameters], {
    cwd: directory,
    encoding: 'utf8',
    env: { PATH: path, ...environment },
  });
}

beforeAll(() => {
  expect(datagen(['build', '--artifacts', artifacts]).status).toBe(0);
});

describe('the built program', () => {
  it('exits with the documented codes', () => {
    expect(datagen([]).status).toBe(1);
    expect(datagen(['--help']).status).toBe(0);
    expect(datagen(['validate', '--input', 'nowhere.jsonl']).status).toBe(1);
    writeFileSync(join(directory, 'odd.jsonl'), '{}\n');
    expect(datagen(['validate', '--input', 'odd.jsonl']).status).toBe(2);
  });

  it('ends with 130 on Ctrl-C and leaves no file behind', async () => {
    const folder = join(directory, 'interrupted');
    const parameters = [
      'generate',
      '--n',
      '100000',
      '--artifacts',
      artifacts,
      '--output',
      join(folder, 'x.jsonl'),
    ];
    const child = spawn(process.execPath, [main, ...parameters, '--verbose'], {
      cwd: directory,
      env: { PATH: path },
    });
    const opened = waitFor(() => readdirSync(folder).length > 0);
    await opened;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('ends quietly when its reader leaves', () => {
    datagen(['generate', '--n', '20', '--output', 'read.jsonl']);
    const command = `"${process.execPath}" "${main}" inspect --verbose --input read.jsonl | head -1`;
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', command], {
      cwd: directory,
      encoding: 'utf8',
      env: { PATH: path },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('conv_42_0000');
  });

  it('finishes its work where nobody reads what it tells on the way, and leaves nothing else', async () => {
    datagen(['generate', '--n', '5', '--output', 'told.jsonl']);
    const folder = join(directory, 'unheard');
    mkdirSync(folder);
    const records = readFileSync(join(directory, 'told.jsonl'), 'utf8');
    writeFileSync(join(directory, 'told.jsonl'), `${'{}\n'.repeat(5000)}${records}`);
    const output = join(folder, 'out.jsonl');
    const parameters = ['export', '--format', 'openai', '--input', 'told.jsonl', '--output', output];
    const child = spawn(process.execPath, [main, ...parameters], { cwd: directory, env: { PATH: path } });
    child.stderr.destroy();
    child.stdout.resume();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['out.jsonl', 'out.jsonl.names.json']);
    expect(readFileSync(output, 'utf8').trimEnd().split('\n')).toHaveLength(5);
  });

  it('clears what an earlier run left that was killed', async () => {
    const folder = join(directory, 'killed');
    const output = join(folder, 'x.jsonl');
    const parameters = ['generate', '--artifacts', artifacts, '--output', output];
    const child = spawn(process.execPath, [main, ...parameters, '--n', '100000'], { env: { PATH: path } });
    await waitFor(() => readdirSync(folder).some((name) => name.endsWith('.tmp')));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(readdirSync(folder)).not.toEqual([]);
    expect(datagen([...parameters, '--n', '2']).status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['x.jsonl', 'x.jsonl.config.json']);
  });
});

describe('the package', () => {
  it('runs from its tarball in another folder, with its bundled catalog', () => {
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory], {
      cwd: packageRoot,
      encoding: 'utf8',
    });
    expect(packed.status).toBe(0);
    const [{ filename, files }]: [{ filename: string; files: { path: string }[] }] = JSON.parse(
      packed.stdout,
    );
    const outsiders = files.filter(
      ({ path: file }) => !/^(dist|config|data)\/|^(README\.md|LICENSE|package\.json)$/.test(file),
    );
    expect(outsiders).toEqual([]);

    const home = join(directory, 'elsewhere');
    const installed = join(home, 'node_modules', 'datagen');
    mkdirSync(installed, { recursive: true });
    expect(
      spawnSync('tar', ['-xzf', join(directory, filename), '-C', installed, '--strip-components=1']).status,
    ).toBe(0);
    linkDependencies(join(home, 'node_modules'));
    const program = join(installed, 'dist', 'cli', 'main.js');
    const { status, stderr } = spawnSync(process.execPath, [program, 'generate', '--n', '2'], {
      cwd: home,
      encoding: 'utf8',
      env: { PATH: path },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(
      readFileSync(join(home, 'output', 'conversations.jsonl'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(2);
  });
});

/** What npm would install: the dependencies that package.json names, and theirs, no development ones. */
function linkDependencies(target: string): void {
  const lock = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8'));
  const packages: [string, { dev?: boolean; devOptional?: boolean }][] = Object.entries(lock.packages);
  for (const [location, { dev, devOptional }] of packages) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(location)?.[1];
    if (name === undefined || dev === true || devOptional === true) continue;
    mkdirSync(join(target, name, '..'), { recursive: true });
    symlinkSync(join(packageRoot, location), join(target, name));
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      if (condition()) return;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not happen within 30 seconds.');
}
