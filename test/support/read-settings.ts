import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { GraphSettings } from '../../src/graph/graph-settings.js';
import { parseGraphSettings } from '../../src/graph/parse-graph-settings.js';
import type { MemorySettings } from '../../src/memory/memory-settings.js';
import { parseMemorySettings } from '../../src/memory/parse-memory-settings.js';
import { type ErrorMessages, parseErrorMessages } from '../../src/planner/parse-error-messages.js';
import { parseSamplerSettings } from '../../src/sampler/parse-sampler-settings.js';
import type { SamplerSettings } from '../../src/sampler/sampler-settings.js';

const shipped = (name: string) =>
  parse(readFileSync(new URL(`../../config/${name}.yaml`, import.meta.url), 'utf8'));

/** The shipped `config/graph.yaml`. */
export function readGraphSettings(): GraphSettings {
  return parseGraphSettings(shipped('graph'));
}

/** The shipped `config/errors.yaml`. */
export function shippedErrorMessages(): ErrorMessages {
  return parseErrorMessages(shipped('errors'));
}

/** The shipped `config/sampler.yaml`. */
export function readSamplerSettings(): SamplerSettings {
  return parseSamplerSettings(shipped('sampler'));
}

/** The shipped `config/memory.yaml`. */
export function shippedMemorySettings(): MemorySettings {
  return parseMemorySettings(shipped('memory'));
}
