import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../types/json.js';
import { packageRoot } from './package-paths.js';
import type { RunConfig } from './run-config.js';

/** Version of the package. */
export function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(packageRoot, 'package.json'), 'utf8'),
  );
  return version;
}

/**
 * What a dataset depends on, to be saved beside it: no clock, no path, so that two runs of the same thing give the same
 * file wherever they write. It has the form of a `--config` file, so a run can be repeated from it.
 */
export function describeRun(config: RunConfig, catalogHash: string): JsonObject {
  const generate = Object.fromEntries(
    Object.entries(config.generate).filter(([key]) => !circumstances.has(key)),
  );
  return {
    [originSection]: { version: packageVersion(), catalog_hash: catalogHash },
    run: { generate: inSnakeCase(generate), plan: inSnakeCase(config.plan) },
    ...withoutEngine(config.components),
  };
}

/** Who makes records and in which files has no say in what they are. */
function withoutEngine({ engine: _engine, ...components }: RunConfig['components']): RunConfig['components'] {
  return components;
}

/** Where a run reads and writes, and how much it may take: no part of what it makes. */
const circumstances: ReadonlySet<string> = new Set([
  ...['output', 'artifacts', 'cache', 'replayOnly', 'dryRun', 'policy'],
  ...['runDir', 'resume', 'extend', 'workers', 'engine', 'redis', 'shardIndex', 'shardCount'],
  ...['maxUsd', 'maxTokens', 'maxCalls', 'concurrency'],
]);

/** Section of a saved configuration that says what made it; no setting. */
export const originSection = 'made_by';

/** Files say `max_repairs`, code says `maxRepairs`. */
function inSnakeCase(settings: JsonObject): JsonObject {
  const entries = Object.entries(settings).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(entries);
}
