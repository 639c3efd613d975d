import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyFolder, interpret, makeTool, parameter, writeCatalog } from './hostile-catalog.js';

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
const polluting = JSON.parse(
  '{"__proto__":{"type":"object","properties":{"polluted":{"type":"string"}}},"constructor":{"type":"object","properties":{"prototype":{"type":"object","properties":{"polluted":{"type":"string"}}}}},"toString":{"type":"string"},"hasOwnProperty":{"type":"string"}}',
);
const optional = [
  ...names.map((name) => parameter(name, 'Name of the guest', 'x')),
  parameter('polluted', 'Name of the guest', 'x'),
];
const files = Object.fromEntries(
  names.map((name) => [
    `${name}/${name}.json`,
    makeTool(name, { optional, fields: polluting, category: name }),
  ]),
);

describe('hostile input, row 1: names that every object inherits', () => {
  it('are names of tools, categories, parameters and fields like any other', async () => {
    const { registry } = await interpret(files);
    expect(registry.tools.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(new Set(registry.tools.map(({ category }) => category))).toEqual(new Set(names));
    const [search] = registry.endpoints.filter(({ id }) => id.endsWith('/search_hotels'));
    // An object literal cannot carry `__proto__` as data, so that no call can; it is turned away with a reason.
    expect(search?.parameters.map(({ name }) => name)).toEqual(['city', ...names.slice(1), 'polluted']);
    const shown = search?.response.schema?.properties?.results?.items?.properties ?? {};
    expect(Object.keys(shown)).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString']));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('change nothing that objects share, in any command, in a Node without `__proto__`', () => {
    const folder = emptyFolder();
    const [catalog, artifacts, data] = [writeCatalog(files), join(folder, 'a'), join(folder, 'data.jsonl')];
    const commands = [
      ['build', '--data', catalog, '--artifacts', artifacts],
      ['generate', '--n', '2', '--artifacts', artifacts, '--output', data],
      ['validate', '--input', data],
      ['metrics', '--input', data, '--artifacts', artifacts],
      ['inspect', '--input', data, '--verbose'],
    ];
    const script = `
      const { runCommandLine } = await import(${JSON.stringify(
        pathToFileURL(join(packageRoot, 'dist', 'cli', 'run-command-line.js')).href,
      )});
      const stream = { write: () => true };
      const codes = [];
      for (const command of ${JSON.stringify(commands)}) {
        const world = { stdout: stream, stderr: stream, environment: {}, workingDirectory: ${JSON.stringify(folder)} };
        const code = await runCommandLine(command, { ...world, signal: new AbortController().signal });
        codes.push([command[0], code, typeof {}.polluted, Object.keys(Object.prototype).length]);
      }
      console.log(JSON.stringify(codes));`;
    const flags = ['--disable-proto=delete', '--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(commands.map(([name]) => [name, 0, 'undefined', 0]));
    expect(readFileSync(data, 'utf8')).toContain('"constructor":{"type":"string"');
  });
});
