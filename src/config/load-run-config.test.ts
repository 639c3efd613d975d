import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noDifficultyWish } from '../types/difficulty-wish.js';
import { describeRun } from './describe-run.js';
import { type LoadRunConfigOptions, loadRunConfig } from './load-run-config.js';

async function settingsFile(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'datagen-config-')), 'mine.yaml');
  await writeFile(path, text);
  return path;
}

function load(options: Partial<LoadRunConfigOptions> = {}) {
  return loadRunConfig({ command: 'generate', flags: {}, environment: {}, ...options });
}

describe('loadRunConfig', () => {
  it('reads wished difficulty from a flag, over none', async () => {
    const { generate } = await load({ flags: { difficulty: 'depth=3, fan-in=2' } });
    expect(generate.difficulty).toEqual({ ...noDifficultyWish, depth: 3, fan_in: 2 });
    await expect(load({ flags: { difficulty: 'deep=3' } })).rejects.toThrow('is no setting');
    await expect(load({ flags: { difficulty: 'hard' } })).rejects.toThrow('depth=3');
    await expect(load({ flags: { difficulty: 'depth=much' } })).rejects.toThrow('whole number');
  });

  it('reads lists of names from flags and files', async () => {
    const { generate } = await load({ flags: { include: 'Travel, Food ,', holdout_tools: 'Weather' } });
    expect(generate).toMatchObject({ include: ['Travel', 'Food'], exclude: [], holdoutTools: ['Weather'] });
  });

  it('gives the shipped defaults when nothing is said', async () => {
    const { generate, evaluate } = await load();
    expect(generate).toEqual({
      n: 50,
      seed: 42,
      mode: 'mixed',
      locale: 'en',
      output: null,
      runDir: null,
      resume: 'if-possible',
      extend: false,
      workers: 'auto',
      engine: 'local',
      redis: 'redis://127.0.0.1:6379',
      shardIndex: null,
      shardCount: null,
      artifacts: 'artifacts',
      evaluate: false,
      judgeModel: null,
      repair: false,
      maxRepairs: 2,
      corpusMemory: true,
      twins: false,
      include: [],
      exclude: [],
      holdoutTools: [],
      difficulty: noDifficultyWish,
      agents: 'offline',
      reasoning: false,
      dryRun: false,
      model: null,
      role: { planner: null, user: null, assistant: null, judge: null, repair: null },
      cache: 'artifacts/responses',
      replayOnly: false,
      maxUsd: null,
      maxTokens: null,
      maxCalls: null,
      concurrency: null,
      policy: null,
    });
    expect(evaluate.threshold).toBe(3.5);
  });

  it('reads caps, models of roles and the variable that asks for reasoning', async () => {
    const { generate } = await load({
      flags: { max_usd: '2.5', max_calls: '40', role: 'judge=vendor/judge-1:latest,user=offline' },
      environment: { INCLUDE_REASONING: 'true' },
    });
    expect(generate).toMatchObject({ maxUsd: 2.5, maxCalls: 40, reasoning: true });
    expect(generate.role).toMatchObject({ judge: 'vendor/judge-1:latest', user: 'offline', planner: null });
  });

  it.each<[string, { flag?: string; variable?: string; file?: string }, number]>([
    ['the flag over all', { flag: '1', variable: '2', file: 'run: { generate: { seed: 3 } }' }, 1],
    ['the environment over the file', { variable: '2', file: 'run: { generate: { seed: 3 } }' }, 2],
    ['the file over the default', { file: 'run: { generate: { seed: 3 } }' }, 3],
    ['the default at last', {}, 42],
    ['an empty variable as not set', { variable: '' }, 42],
  ])('takes %s', async (_name, { flag, variable, file }, expected) => {
    const { generate } = await load({
      flags: { seed: flag },
      environment: { DATAGEN_SEED: variable },
      configFile: file === undefined ? undefined : await settingsFile(file),
    });
    expect(generate.seed).toBe(expected);
  });

  it('reads the locale from flag, variable and file, and its shares', async () => {
    expect((await load({ flags: { locale: 'mixed' } })).generate.locale).toBe('mixed');
    expect((await load({ environment: { DATAGEN_LOCALE: 'ja' } })).generate.locale).toBe('ja');
    const configFile = await settingsFile('run: { plan: { locale_shares: { en: 0.4, ja: 0.6 } } }');
    expect((await load({ configFile })).plan.localeShares).toEqual({ en: 0.4, ja: 0.6 });
  });

  it('refuses shares of locales that are no whole', async () => {
    const configFile = await settingsFile('run: { plan: { locale_shares: { en: 0.4 } } }');
    await expect(load({ configFile })).rejects.toThrow(
      /locale_shares come to 0\.7\. Together they must be 1/,
    );
  });

  it('reads switches from flags and variables', async () => {
    expect((await load({ flags: { corpus_memory: false } })).generate.corpusMemory).toBe(false);
    expect((await load({ environment: { DATAGEN_CORPUS_MEMORY: 'no' } })).generate.corpusMemory).toBe(false);
    expect((await load({ environment: { DATAGEN_EVALUATE: '1' } })).generate.evaluate).toBe(true);
  });

  it.each<[string, LoadRunConfigOptions['flags'], RegExp]>([
    ['zero conversations', { n: '0' }, /^--n is 0\. It must be a whole number from 1/],
    ['a negative count', { n: '-5' }, /^--n is -5\. .*whole number from 1/],
    ['half a conversation', { n: '1.5' }, /^--n is 1\.5/],
    ['words for a number', { n: 'many' }, /^--n is "many"/],
    ['a negative seed', { seed: '-1' }, /^--seed is -1\. It must be a whole number from 0/],
    ['a seed beyond exact numbers', { seed: '9007199254740993' }, /^--seed is /],
    ['an unknown mode', { mode: 'sequental' }, /^--mode is .*Did you mean 'sequential'\?/],
    [
      'a locale without data',
      { locale: 'jp' },
      /^--locale is "jp", no locale that has data\. Known are en, ja, mixed\. Did you mean 'ja'\?/,
    ],
    ['an empty path', { output: '' }, /^--output is .*It must be a path/],
  ])('refuses %s and says what is allowed', async (_name, flags, message) => {
    await expect(load({ flags })).rejects.toThrow(message);
  });

  it.each<[string, string, RegExp]>([
    ['an unknown section', 'runn: {}', /mine\.yaml: runn is no section\. Did you mean 'run'\?/],
    [
      'an unknown key',
      'run: { generate: { sed: 1 } }',
      /run\.generate\.sed is no setting\. Did you mean 'seed'\?/,
    ],
    ['a value of another kind', 'run: { generate: { n: [1] } }', /run\.generate\.n is a list/],
    [
      'a share above one',
      'run: { plan: { shares: { short: 1.5 } } }',
      /mine\.yaml: run\.plan\.shares\.short is 1\.5/,
    ],
    ['broken YAML', 'run: {', /mine\.yaml is not valid YAML/],
    ['a list', '- 1', /does not hold settings/],
    ['a key named like a part of every object', 'run: { generate: { __proto__: 1 } }', /is no setting/],
    ['many aliases', `a: &a [1]\n${'b: [*a, *a]\n'.repeat(2)}`, /is not valid YAML/],
  ])('refuses %s in a file', async (_name, text, message) => {
    await expect(load({ configFile: await settingsFile(text) })).rejects.toThrow(message);
  });

  it('names the variable that holds a bad value, and a missing file', async () => {
    await expect(load({ environment: { DATAGEN_N: 'x' } })).rejects.toThrow(/^DATAGEN_N is /);
    await expect(load({ configFile: '/nowhere.yaml' })).rejects.toThrow(/Cannot read '\/nowhere\.yaml'/);
  });

  it('lets a file change a setting of another component', async () => {
    const configFile = await settingsFile('graph: { data_link: { minimum_confidence: 0.9 } }');
    const { components } = await load({ configFile });
    expect(components.graph).toMatchObject({ data_link: { minimum_confidence: 0.9 } });
  });
});

describe('describeRun', () => {
  it('says what the data depends on and nothing of where it lies', async () => {
    const here = describeRun(await load({ flags: { output: '/tmp/a.jsonl' } }), 'abc');
    const there = describeRun(await load({ flags: { output: 'b.jsonl', artifacts: '/x' } }), 'abc');
    expect(here).toEqual(there);
    expect(JSON.stringify(here)).not.toContain('/tmp');
    expect(here).toMatchObject({ made_by: { catalog_hash: 'abc' }, run: { generate: { n: 50, seed: 42 } } });
  });

  it('is a file that --config takes, for the same run again', async () => {
    const first = await load({ flags: { seed: '9', mode: 'short', corpus_memory: false, max_repairs: '1' } });
    const configFile = await settingsFile(JSON.stringify(describeRun(first, 'abc')));
    expect(await load({ configFile })).toEqual(first);
  });
});
