import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringify from 'fast-json-stable-stringify';
import type { JsonObject } from '../types/json.js';
import { configDirectory } from './package-paths.js';

/** The files that `loadKnowledge` reads: data about the world, no settings of a run. */
export const knowledgeFiles: readonly string[] = [
  'concepts.yaml',
  'entities.yaml',
  'exclusions.yaml',
  'intents.yaml',
];

/** SHA-256 (hex) of everything but the catalog that a build depends on: knowledge and the graph's settings. */
export function hashBuildSettings(graphSettings: JsonObject): string {
  const hash = createHash('sha256');
  for (const file of knowledgeFiles)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(configDirectory, file)))
      .update('\0');
  return hash.update(stringify(graphSettings)).digest('hex');
}
