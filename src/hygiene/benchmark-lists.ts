import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/package-paths.js';

/** What is shipped of a public benchmark: hashes of its tools, no words of it. */
export type BenchmarkList = {
  readonly benchmark: string;
  readonly source: string;
  readonly licence: string;
  readonly tools: number;
  /** `nameHashes` and `toolSignatures` of its tools, sorted. */
  readonly names: readonly string[];
  readonly signatures: readonly string[];
};

/** The shipped lists, by name. */
export function readBenchmarkLists(): BenchmarkList[] {
  const folder = join(packageRoot, 'data', 'benchmarks');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as BenchmarkList);
}
