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
 * file wherever they write.
 */
export function describeRun(config: RunConfig, catalogHash: string): JsonObject {
  const { output: _output, artifacts: _artifacts, ...generate } = config.generate;
  return {
    version: packageVersion(),
    catalog_hash: catalogHash,
    run: { generate, plan: config.plan },
    ...config.components,
  };
}
