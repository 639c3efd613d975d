import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Run, runInProcess } from '../cli/run-in-process.js';
import { emptyFolder } from './hostile-catalog.js';

export type Runs = {
  /** Where everything was written: `artifacts`, `data.jsonl`, `graph.html`. */
  readonly folder: string;
  readonly byCommand: { readonly [command: string]: Run };
  /** All that was printed, of all commands. */
  readonly printed: string;
};

/** Builds a catalog and does everything with it that the command line can do without a model. */
export async function runCommands(catalog: string, n = 3): Promise<Runs> {
  const folder = emptyFolder();
  const [artifacts, data] = [join(folder, 'artifacts'), join(folder, 'data.jsonl')];
  const byCommand: { [command: string]: Run } = {};
  const run = async (command: string, ...flags: string[]) => {
    byCommand[command] = await runInProcess([command, ...flags, '--verbose'], { workingDirectory: folder });
  };
  await run('build', '--data', catalog, '--artifacts', artifacts);
  await run('generate', '--n', String(n), '--seed', '3', '--artifacts', artifacts, '--output', data);
  await run('validate', '--input', data);
  await run('metrics', '--input', data, '--artifacts', artifacts);
  await run('inspect', '--input', data);
  await run('graph', '--artifacts', artifacts, '--output', join(folder, 'graph.html'));
  const printed = Object.values(byCommand).map(({ stdout, stderr }) => stdout + stderr);
  return { folder, byCommand, printed: printed.join('') };
}

/** Exit codes by command. */
export function codesOf({ byCommand }: Runs): { [command: string]: number } {
  return Object.fromEntries(Object.entries(byCommand).map(([command, { code }]) => [command, code]));
}

export const allWell = { build: 0, generate: 0, validate: 0, metrics: 0, inspect: 0, graph: 0 };

/** A dataset of these lines, objects as JSON. */
export function writeLines(lines: readonly unknown[]): string {
  const path = join(emptyFolder(), 'data.jsonl');
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(path, `${texts.join('\n')}\n`);
  return path;
}
