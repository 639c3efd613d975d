import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const artifacts = join(emptyDirectory(), 'artifacts');

beforeAll(async () => {
  await runInProcess(['build', '--artifacts', artifacts]);
});

describe('the command line', () => {
  it('prints its commands and each command its flags', async () => {
    const help = await runInProcess(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['build', 'generate', 'evaluate', 'validate', 'metrics', 'inspect', 'graph']) {
      expect(help.stdout).toContain(`datagen ${command}`);
    }
    const { stdout } = await runInProcess(['generate', '--help']);
    for (const flag of [
      '--seed',
      '--mode',
      '--output',
      '--judge-model',
      '--max-repairs',
      '--corpus-memory',
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  it('prints its version', async () => {
    expect((await runInProcess(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each<[string, string[], RegExp]>([
    ['no command', [], /No command was given/],
    ['an unknown command', ['genrate'], /There is no command 'genrate'\. Did you mean 'generate'\?/],
    ['an unknown flag', ['generate', '--sede', '1'], /no flag '--sede'\. Did you mean '--seed'\?/],
    ['a flag named as objects name things', ['generate', '--constructor', 'x'], /no flag '--constructor'/],
    ['another such flag', ['generate', '--__proto__=1'], /no flag '--__proto__'/],
    ['a switch that is neither on nor off', ['generate', '--evaluate=maybe'], /--evaluate is "maybe"/],
    ['an output of the name of its report', ['evaluate', '--output', 'evaluation_report.json'], /the report/],
    ['a flag of another command', ['validate', '--seed', '1'], /validate has no flag '--seed'/],
    ['a file without a flag', ['validate', 'x.jsonl'], /Name a file with --input x\.jsonl/],
    ['a flag without its value', ['generate', '--n'], /--n needs a value/],
    ['zero conversations', ['generate', '--n', '0'], /--n is 0\. It must be a whole number from 1/],
    ['a negative seed', ['generate', '--seed', '-5'], /--seed is -5\. It must be a whole number from 0/],
    ['the last of two counts', ['generate', '--n', '5', '--n', 'x'], /--n is "x"/],
    ['an unknown mode', ['generate', '--mode', 'paralel'], /Did you mean 'parallel'\?/],
    [
      'variants of what models say',
      ['generate', '--twins', '--agents', 'llm', '--model', 'some-model'],
      /--twins makes variants of offline conversations/,
    ],
    [
      'an unknown way to speak',
      ['generate', '--agents', 'lmm'],
      /--agents is "lmm"\. .*Did you mean 'llm'\?/,
    ],
    ['an unknown role', ['generate', '--role', 'juge=x'], /Did you mean 'judge'\?/],
    ['a batch without a model', ['evaluate', '--batch'], /--batch needs a model that judges/],
    [
      'a threshold out of range',
      ['evaluate', '--threshold', '7'],
      /--threshold is 7\. It must be a number from 1\.0 to 5\.0/,
    ],
    [
      'a missing dataset',
      ['validate', '--input', '/nowhere.jsonl'],
      /Cannot read '\/nowhere\.jsonl': it does not exist/,
    ],
    [
      'a missing catalog',
      ['build', '--data', '/nowhere', '--artifacts', '/nowhere/a'],
      /no catalog at '\/nowhere'/,
    ],
    ['a missing configuration', ['metrics', '--config', '/nowhere.yaml'], /Cannot read '\/nowhere\.yaml'/],
    [
      'an output that is a folder',
      ['generate', '--artifacts', artifacts, '--output', '/'],
      /not a plain file/,
    ],
    [
      'an output below a file',
      ['generate', '--artifacts', artifacts, '--output', '/dev/null/x.jsonl'],
      /is a file, not a folder/,
    ],
  ])('refuses %s in one line, with exit code 1', async (_name, argv, message) => {
    const { code, stdout, stderr } = await runInProcess(argv);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('takes settings from the environment, and from .env below it', async () => {
    const workingDirectory = emptyDirectory();
    writeFileSync(join(workingDirectory, '.env'), 'DATAGEN_SEED=-7\n');
    const fromFile = await runInProcess(['generate'], { workingDirectory });
    expect(fromFile.stderr).toContain('DATAGEN_SEED is -7');
    const both = await runInProcess(['generate'], { workingDirectory, environment: { DATAGEN_SEED: '-8' } });
    expect(both.stderr).toContain('DATAGEN_SEED is -8');
    const flag = await runInProcess(['generate', '--seed', '-9'], { workingDirectory });
    expect(flag.stderr).toContain('--seed is -9');
  });

  it('shows terminal escapes in what users typed instead of sending them', async () => {
    const { stderr } = await runInProcess(['\u001b]52;c;aGk=\u0007']);
    expect(stderr).toContain('\\x1b]52;c;aGk=\\x07');
    expect(stderr).not.toContain('\u001b');
  });
});
