import type { Refusal } from '../types/refusal.js';
import { DatagenError } from './datagen-error.js';

/** The catalog was read, and not one tool came out of it. */
export class EmptyCatalogError extends DatagenError {
  constructor(
    readonly path: string,
    /** Number of files found that may hold tools. */
    readonly fileCount: number,
    readonly refusals: readonly Refusal[],
  ) {
    super(
      `No tool could be read from '${path}': ${describeFiles(fileCount)}${describeRefusals(refusals)}. ` +
        'Understood are descriptions of OpenAPI, tools of MCP servers, functions of models and ToolBench data (a folder of ' +
        '<Category>/<tool>.json, lists of tools, the query form, the 2023 form), in files named *.json, *.jsonl, *.yaml or ' +
        '*.yml. ' +
        (fileCount === 0
          ? 'Name a folder that holds such files (--data PATH).'
          : 'Mend the files, or name others (--data PATH).'),
    );
  }
}

function describeFiles(fileCount: number): string {
  if (fileCount === 0) return 'there is no file that may hold tools';
  return fileCount === 1 ? '1 file was looked at' : `${fileCount} files were looked at`;
}

function describeRefusals(refusals: readonly Refusal[]): string {
  // What is left out on purpose is not why nothing is there.
  const first = refusals.find(({ reason }) => reason !== 'credential_parameter') ?? refusals[0];
  if (first === undefined) return '';
  const counts = new Map<string, number>();
  for (const { reason } of refusals) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
  return `; refused: ${list} (the first: ${first.source}: ${first.detail})`;
}
