import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactFiles, sidecarFiles } from '../../src/graph/artifact-files.js';
import { toSlug } from '../../src/registry/slug.js';
import { interpret, makeTool, writeCatalog } from './hostile-catalog.js';
import { allWell, codesOf, runCommands } from './run-commands.js';

const names = [
  ...['../../etc/cron.d/x', '..', '.', '-rf', 'a\u0000b', 'x'.repeat(300), '\u202egnp.exe', '/etc/passwd'],
  ...['C:\\windows', 'CON', '%2e%2e/', '~', '$HOME', 'con.json', ''],
];
const catalog = Object.fromEntries(
  names.map((name, index) => [
    `t${index}.json`,
    { ...makeTool(name, { category: name }), standardized_name: name },
  ]),
);

// A run directory that holds symbolic links has its test here as soon as there are run directories.
describe('hostile input, row 5: names that lead out of a folder', () => {
  it('become ids of plain words', async () => {
    const { registry } = await interpret(catalog);
    const ids = [...registry.tools, ...registry.endpoints].flatMap(({ id }) => id.split('/'));
    for (const part of ids) expect(part).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
    for (const name of names) expect(toSlug(name, 64)).toMatch(/^[a-z0-9_]{1,64}$/);
  });

  it('name no file: what is written is named by the program and the command line', async () => {
    const runs = await runCommands(writeCatalog(catalog));
    expect(codesOf(runs)).toEqual(allWell);
    const known = new Set<string>([...Object.values(artifactFiles), ...Object.values(sidecarFiles)]);
    const own = new Set(['artifacts', 'data.jsonl', 'data.jsonl.config.json', 'graph.html']);
    for (const entry of readdirSync(runs.folder, { withFileTypes: true, recursive: true })) {
      const isOwn = entry.parentPath === runs.folder ? own.has(entry.name) : known.has(entry.name);
      expect(isOwn, entry.name).toBe(true);
      expect(lstatSync(join(entry.parentPath, entry.name)).isSymbolicLink()).toBe(false);
    }
    const besides = readdirSync(dirname(runs.folder)).filter((name) => names.includes(name));
    expect(besides.filter((name) => name !== basename(runs.folder))).toEqual([]);
  });
});
