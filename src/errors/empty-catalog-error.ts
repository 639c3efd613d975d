import type { Refusal } from '../types/refusal.js';
import { DatagenError } from './datagen-error.js';

/** The catalog was read, and not one tool came out of it. */
export class EmptyCatalogError extends DatagenError {
  constructor(
    readonly path: string,
    /** Number of `.json` files found. */
    readonly fileCount: number,
    readonly refusals: readonly Refusal[],
  ) {
    super(
      `No tool could be read from '${path}': ${describeFiles(fileCount)}${describeRefusals(refusals)}. ` +
        'Understood are ToolBench files named *.json: a folder of <Category>/<tool>.json, one file with a list of tools ' +
        '(or an object with "tools"), the query form (entries with "api_list"), and the 2023 form ("standardized_name"). ' +
        (fileCount === 0
          ? 'Name a folder that holds such files (--data PATH).'
          : 'Mend the files, or name others (--data PATH).'),
    );
  }
}

function describeFiles(fileCount: number): string {
  if (fileCount === 0) return 'it holds no file whose name ends in .json';
  return fileCount === 1 ? '1 file was looked at' : `${fileCount} files were looked at`;
}

function describeRefusals(refusals: readonly Refusal[]): string {
  const [first] = refusals;
  if (first === undefined) return '';
  const counts = new Map<string, number>();
  for (const { reason } of refusals) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
  return `; refused: ${list} (the first: ${first.source}: ${first.detail})`;
}
