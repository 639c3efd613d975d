import { ConfigurationError } from '../errors/configuration-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject } from '../types/json.js';

/** Settings of `config/engine.yaml`, in its words. */
export type EngineSettings = {
  readonly shard_rows: number;
  readonly progress_seconds: number;
  readonly bullmq: {
    readonly window: number;
    readonly attempts: number;
    readonly starts: number;
    readonly lock_seconds: number;
    readonly stalled_seconds: number;
    readonly reconcile_seconds: number;
  };
};

const count = { type: 'integer', minimum: 1, maximum: 1_000_000 };
const seconds = { type: 'number', exclusiveMinimum: 0, maximum: 86_400 };
const bullmq = {
  ...{ window: count, attempts: count, starts: count },
  ...{ lock_seconds: seconds, stalled_seconds: seconds, reconcile_seconds: seconds },
};
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['shard_rows', 'progress_seconds', 'bullmq'],
  properties: {
    shard_rows: count,
    progress_seconds: seconds,
    bullmq: {
      type: 'object',
      additionalProperties: false,
      required: Object.keys(bullmq),
      properties: bullmq,
    },
  },
};

const checkSettings = schemaCheck<EngineSettings>(() => schema);

/** Checks the settings of engines. Throws `ConfigurationError`; a shard must hold whole blocks of `blockSize` rows. */
export function parseEngineSettings(settings: JsonObject | undefined, blockSize: number): EngineSettings {
  const validate = checkSettings();
  const given: unknown = settings ?? {};
  if (!validate(given)) {
    const [error] = validate.errors ?? [];
    throw wrong(
      error?.instancePath.slice(1).replaceAll('/', '.') ?? '',
      `${error?.message ?? 'is wrong'}`,
      '',
    );
  }
  if (given.shard_rows % blockSize !== 0)
    throw wrong(
      'shard_rows',
      `is ${given.shard_rows}, which is no whole number of blocks`,
      `It must be a multiple of plan.block_size, ${blockSize}.`,
    );
  return given;
}

function wrong(key: string, problem: string, allowed: string): ConfigurationError {
  return new ConfigurationError({ source: 'config/engine.yaml', key, problem, allowed });
}
