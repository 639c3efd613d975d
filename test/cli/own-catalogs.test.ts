import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const functions = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Current weather of a city',
      parameters: {
        type: 'object',
        required: ['city'],
        properties: { city: { type: 'string', description: 'Name of the city' } },
      },
    },
  },
  { type: 'function', function: { description: 'has no name' } },
];

function weather(): { readonly folder: string; readonly data: string } {
  const folder = emptyDirectory();
  const data = join(folder, 'weather.json');
  writeFileSync(data, JSON.stringify(functions));
  return { folder, data };
}

describe('import-tools', () => {
  it('writes what it read, says what it could not, and writes over nothing unasked', async () => {
    const { folder, data } = weather();
    writeFileSync(
      join(folder, 'weather.hints.yaml'),
      'datagen_hints: 1\nendpoints:\n  get_weather: { irreversible: true }\n  get_wether: { skip: true }\n',
    );
    const output = join(emptyDirectory(), 'catalog.yaml');
    const run = await runInProcess(['import-tools', '--data', data, '--output', output]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('1 tool, 1 endpoint');
    expect(run.stdout).toContain('endpoint: no_usable_name');
    expect(run.stderr).toContain("weather.hints.yaml:4: 'get_wether' names no endpoint");
    const text = readFileSync(output, 'utf8');
    expect(text).toMatch(/^# A catalog of tools/);
    expect(parse(text)).toMatchObject({
      datagen_catalog: 1,
      tools: [{ name: 'weather', endpoints: [{ function_name: 'get_weather', 'x-irreversible': true }] }],
    });
    const again = await runInProcess(['import-tools', '--data', data, '--output', output]);
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toContain('--force');
    expect(await runInProcess(['import-tools', '--data', data, '--output', output, '--force'])).toMatchObject(
      {
        code: 0,
      },
    );
    const own = await runInProcess(['import-tools', '--data', output, '--output', output, '--force']);
    expect(own.stderr).toContain('would be written over');
    const within = await runInProcess(['import-tools', '--data', folder, '--output', join(folder, 'c.yaml')]);
    expect(within.stderr).toContain('every tool twice');
  });

  it('names the place of what somebody edited wrongly; the rest goes on', async () => {
    const data = join(emptyDirectory(), 'catalog.yaml');
    writeFileSync(
      data,
      `datagen_catalog: 1
tools:
  - name: Weather
    category: Weather
    endpoints:
      - { name: get_weather, descripton: of a city, input: {} }
      - { name: get_wind, description: Wind of a city, x-intent: look, input: { type: object, required: [city], properties: { city: { type: string, x-known-by: me } } } }
  - name: Empty
    endpoints: []
  - just a text
`,
    );
    const run = await runInProcess(['build', '--data', data, '--artifacts', emptyDirectory(), '--verbose']);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('1 tool in 1 category, 1 endpoint');
    expect(run.stderr).toContain(
      "endpoint 'get_weather' of catalog.yaml#/tools/0/endpoints/0: invalid_schema: It has 'descripton', which is no member of it.",
    );
    expect(run.stderr).toMatch(/get_wind.*'x-intent' that must be one of search, .*; that is not used/);
    expect(run.stderr).toMatch(/get_wind: city.*'x-known-by' that must be one of user, system, context/);
    expect(run.stderr).toContain('catalog.yaml#/tools/1');
    expect(run.stderr).toContain('catalog.yaml#/tools/2');
  });

  it('refuses a version of the format that it does not know', async () => {
    const data = join(emptyDirectory(), 'catalog.yaml');
    writeFileSync(data, 'datagen_catalog: 2\ntools: []\n');
    const run = await runInProcess(['build', '--data', data, '--artifacts', emptyDirectory()]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('the version there is 2');
  });
});

describe('build', () => {
  it('takes hints beside the catalog into account, and into the hash', async () => {
    const { folder, data } = weather();
    const build = async (): Promise<{ readonly input_hash: string; readonly explanation?: unknown }> => {
      const flags = ['--data', data, '--artifacts', join(folder, 'artifacts'), '--json', '--explain'];
      const run = await runInProcess(['build', ...flags]);
      expect(run.code, run.stderr).toBe(0);
      return JSON.parse(run.stdout);
    };
    const before = await build();
    writeFileSync(
      join(folder, 'hints.yaml'),
      'datagen_hints: 1\nendpoints:\n  get_weather: { irreversible: true }\n',
    );
    const after = await build();
    expect(after.input_hash).not.toBe(before.input_hash);
    expect(after.explanation).toMatchObject({
      endpoints: [{ callName: 'weather::get_weather', irreversible: true }],
    });
  });

  it('says what it does not know to explain, and which line of the hints is wrong', async () => {
    const { folder, data } = weather();
    const flags = ['--data', data, '--artifacts', join(folder, 'artifacts')];
    const unknown = await runInProcess(['build', ...flags, '--explain', 'weather::get_wether']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain("'weather::get_weather'");
    const hints = join(folder, 'my.yaml');
    writeFileSync(hints, 'datagen_hints: 1\nendpoints:\n  a: { entitty: hotel }\n');
    const wrong = await runInProcess(['build', ...flags, '--hints', hints]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(
      "my.yaml:3: 'endpoints › a' has 'entitty', which is no hint. Did you mean 'entity'?",
    );
    // Neither by its name nor by what it holds is it taken for a catalog.
    const taken = await runInProcess(['build', '--data', hints, '--artifacts', join(folder, 'artifacts')]);
    expect(taken.stderr).toContain('It holds hints, no tools');
  });
});

describe('init', () => {
  it.each([
    ['a sample', []],
    ['tools of others', ['--data', weather().data]],
  ])(
    'starts a project of %s, in which everything works',
    async (_name, flags) => {
      const folder = join(emptyDirectory(), 'mine');
      const run = await runInProcess(['init', folder, ...flags]);
      expect(run.code, run.stderr).toBe(0);
      expect(readdirSync(folder).sort()).toEqual(
        ['.gitignore', 'README.md', 'catalog.hints.yaml', 'catalog.yaml', 'datagen.yaml'].sort(),
      );
      expect(run.stdout).toContain('datagen build --config datagen.yaml --explain');
      // Settings name files of the working folder, which a test does not change.
      const config = join(folder, 'datagen.yaml');
      const data = ['--data', join(folder, 'catalog.yaml'), '--artifacts', join(folder, 'artifacts')];
      const build = await runInProcess(['build', '--config', config, ...data, '--explain']);
      expect(build.code, build.stderr).toBe(0);
      expect(build.stderr).not.toContain('hints');
      const output = join(folder, 'output.jsonl');
      const generate = await runInProcess([
        ...['generate', '--config', config, '--n', '3', '--output', output],
        ...['--artifacts', join(folder, 'artifacts')],
      ]);
      expect([0, 4], generate.stderr).toContain(generate.code);
      expect(await runInProcess(['validate', '--config', config, '--input', output])).toMatchObject({
        code: 0,
      });
    },
    60_000,
  );

  it('gives examples of hints that are hints once their marks are taken away', async () => {
    const folder = emptyDirectory();
    await runInProcess(['init', folder]);
    const path = join(folder, 'catalog.hints.yaml');
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\nendpoints:');
    writeFileSync(path, text.slice(0, end) + text.slice(end).replace(/^#/gm, ''));
    const run = await runInProcess([
      ...['build', '--data', join(folder, 'catalog.yaml'), '--artifacts', join(folder, 'a')],
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("has a value at '/results/*/sid'");
  });

  it('writes over nothing', async () => {
    const folder = emptyDirectory();
    mkdirSync(join(folder, 'README.md'));
    const run = await runInProcess(['init', folder]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('README.md is there already');
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect((await runInProcess(['init', 'a', 'b'])).stderr).toContain('named twice');
  });
});
