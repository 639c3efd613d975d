import type { ErrorObject } from 'ajv/dist/2020.js';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import { type ModelRole, modelRoles, type SpeakingRole, speakingRoles } from '../types/language-model.js';

/** `config/models.yaml`, complete and checked. Times are milliseconds. */
export type ModelSettings = {
  /** An id, or `offline`. */
  readonly roles: { readonly [role in ModelRole]: string };
  /** Of one message. Judge, repairer and rewriters answer by the size of what they are shown. */
  readonly maxTokens: { readonly [role in SpeakingRole]: number };
  /** Null: as many as the model sees fit. */
  readonly reasoningTokens: number | null;
  readonly concurrency: ConcurrencySettings;
  readonly rate: RateSettings;
  readonly retries: RetrySettings;
  readonly deadlines: { readonly answerMs: number; readonly callMs: number };
  readonly breaker: BreakerSettings;
  /** By exact id; one's own before the shipped. */
  readonly prices: ReadonlyMap<string, ModelPrice>;
};

export type ConcurrencySettings = {
  readonly limit: number;
  /** Factor, above 0 and below 1. */
  readonly cut: number;
  /** Share, from 0 on. */
  readonly growth: number;
  readonly cooldownMs: number;
};

/** A minute; null: no limit. */
export type RateSettings = {
  readonly requests: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
};

export type RetrySettings = {
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  readonly retryAfterCapMs: number;
  readonly unusableAnswers: number;
};

export type BreakerSettings = {
  readonly failures: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
};

/** US dollars for a million tokens. */
export type ModelPrice = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};

type PriceEntry = {
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
};

type Document = {
  readonly roles: { readonly [role in ModelRole]: string };
  readonly max_tokens: { readonly [role in SpeakingRole]: number };
  readonly reasoning_tokens: number | null;
  readonly concurrency: {
    readonly limit: number;
    readonly cut: number;
    readonly growth: number;
    readonly cooldown_seconds: number;
  };
  readonly rate: {
    readonly requests_per_minute: number | null;
    readonly input_tokens_per_minute: number | null;
    readonly output_tokens_per_minute: number | null;
  };
  readonly retries: {
    readonly first_wait_seconds: number;
    readonly longest_wait_seconds: number;
    readonly longest_retry_after_seconds: number;
    readonly unusable_answers: number;
  };
  readonly deadlines: { readonly answer_seconds: number; readonly call_seconds: number };
  readonly breaker: {
    readonly failures: number;
    readonly first_pause_seconds: number;
    readonly longest_pause_seconds: number;
  };
  readonly prices: readonly PriceEntry[];
  readonly own_prices: readonly PriceEntry[];
};

const count = { type: 'integer', minimum: 1, maximum: 10_000_000 };
const seconds = { type: 'number', exclusiveMinimum: 0, maximum: 86_400 };
const perMinute = { type: ['number', 'null'], exclusiveMinimum: 0 };
const dollars = { type: 'number', minimum: 0 };
const id = { type: 'string', minLength: 1 };
const prices = {
  type: 'array',
  items: group({ model: id, input: dollars, output: dollars, cache_read: dollars, cache_write: dollars }),
};
const schema = group({
  roles: group(Object.fromEntries(modelRoles.map((role) => [role, id]))),
  max_tokens: group(Object.fromEntries(speakingRoles.map((role) => [role, count]))),
  reasoning_tokens: { ...count, type: ['integer', 'null'] },
  concurrency: group({
    limit: { type: 'integer', minimum: 1, maximum: 10_000 },
    cut: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    growth: { type: 'number', minimum: 0, maximum: 1 },
    cooldown_seconds: seconds,
  }),
  rate: group({
    requests_per_minute: perMinute,
    input_tokens_per_minute: perMinute,
    output_tokens_per_minute: perMinute,
  }),
  retries: group({
    first_wait_seconds: seconds,
    longest_wait_seconds: seconds,
    longest_retry_after_seconds: seconds,
    unusable_answers: { type: 'integer', minimum: 1, maximum: 100 },
  }),
  deadlines: group({ answer_seconds: seconds, call_seconds: seconds }),
  breaker: group({ failures: count, first_pause_seconds: seconds, longest_pause_seconds: seconds }),
  prices,
  own_prices: prices,
});

function group(properties: { readonly [key: string]: object }): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const checkDocument = schemaCheck<Document>(() => schema);

/** The settings of `config/models.yaml` once it is read, the section `models`. Throws `ComponentConfigError`. */
export function parseModelSettings(content: unknown, source = 'config/models.yaml'): ModelSettings {
  const validate = checkDocument();
  if (!validate(content)) throw new ComponentConfigError(source, describeProblem(validate.errors?.[0]));
  const { concurrency, rate, retries, deadlines, breaker } = content;
  return {
    roles: content.roles,
    maxTokens: content.max_tokens,
    reasoningTokens: content.reasoning_tokens,
    concurrency: {
      limit: concurrency.limit,
      cut: concurrency.cut,
      growth: concurrency.growth,
      cooldownMs: concurrency.cooldown_seconds * 1000,
    },
    rate: {
      requests: rate.requests_per_minute,
      inputTokens: rate.input_tokens_per_minute,
      outputTokens: rate.output_tokens_per_minute,
    },
    retries: {
      firstWaitMs: retries.first_wait_seconds * 1000,
      longestWaitMs: retries.longest_wait_seconds * 1000,
      retryAfterCapMs: retries.longest_retry_after_seconds * 1000,
      unusableAnswers: retries.unusable_answers,
    },
    deadlines: { answerMs: deadlines.answer_seconds * 1000, callMs: deadlines.call_seconds * 1000 },
    breaker: {
      failures: breaker.failures,
      firstPauseMs: breaker.first_pause_seconds * 1000,
      longestPauseMs: breaker.longest_pause_seconds * 1000,
    },
    // Later entries win in a map.
    prices: new Map([...content.prices, ...content.own_prices.toReversed()].map(toPrice)),
  };
}

function toPrice({ model, ...price }: PriceEntry): readonly [string, ModelPrice] {
  const { input, output, cache_read: cacheRead, cache_write: cacheWrite } = price;
  return [model, { input, output, cacheRead, cacheWrite }];
}

function describeProblem(error: ErrorObject | undefined): string {
  const path = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const { additionalProperty } = (error?.params ?? {}) as { readonly additionalProperty?: string };
  const unknown = additionalProperty === undefined ? '' : ` (${JSON.stringify(additionalProperty)})`;
  return `\`${path === '' ? 'models' : path}\` ${error?.message ?? 'is not valid'}${unknown}`;
}
