import { ModelCallError } from '../../errors/model-call-error.js';
import { ModelRunError } from '../../errors/model-run-error.js';
import type { LanguageModelRequest, LanguageModelResponse } from '../../types/language-model.js';
import { toAnthropicRequest } from '../anthropic-request.js';
import { readAnthropicMessage } from '../anthropic-response.js';
import type { BudgetCaps } from '../budget.js';
import { connectAnthropic } from '../create-anthropic-model.js';
import { describeCost } from '../describe-usage.js';
import { estimateTokens } from '../estimate-tokens.js';
import { type Ledger, type LedgerLine, openLedger, readLedger } from '../ledger.js';
import { matchesEcho } from '../matches-echo.js';
import type { ModelSettings } from '../model-settings.js';
import { checkModel, type ModelPolicy } from '../policy.js';
import { costOf, mostCostOf } from '../prices.js';
import { providerOf } from '../provider-of.js';
import { createRedactor } from '../redact.js';
import { createResponseCache } from '../response-cache.js';
import { responseKey } from '../response-key.js';
import { toRunError } from '../run-errors.js';
import { toCallError } from '../to-call-error.js';
import { wait } from '../wait.js';
import { createAnthropicBatches } from './create-anthropic-batches.js';
import { type BatchOutcome, type BatchProgress, runJudgeBatch } from './run-judge-batch.js';

export type BatchAnswerOptions = {
  /** Id as `routeRoles` gives it. */
  readonly model: string;
  readonly requests: readonly LanguageModelRequest[];
  readonly settings: ModelSettings;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly cacheDirectory: string;
  readonly ledgerPath: string;
  /** What is under way; one run at a time. */
  readonly statePath: string;
  readonly budget: BudgetCaps;
  readonly policy: ModelPolicy | null;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: BatchProgress) => void;
  /** Milliseconds between first looks. Default 30,000. */
  readonly pollIntervalMs?: number;
};

/** Of the price of single calls. */
export const batchDiscount = 0.5;

/**
 * Has requests answered in message batches, into the response cache, where whoever asks afterwards finds them. Throws
 * `ModelRunError`: `setup` for a provider without batches, `budget` where the caps have no room for all of it, `policy`.
 */
export async function answerInBatch(options: BatchAnswerOptions): Promise<BatchOutcome> {
  const { requests, settings, environment, policy, signal } = options;
  const { provider, model } = providerOf(options.model);
  checkModel(model, policy);
  const redactor = createRedactor(environment);
  const cache = createResponseCache({ directory: options.cacheDirectory, redactor });
  const keyOf = (request: LanguageModelRequest): string => responseKey(provider, model, request);
  const price = settings.prices.get(model);
  await requireRoom(options, model, async (request) => (await cache.get(keyOf(request))) === null);
  await cache.requireRoom();
  const ledger = await openLedger(options.ledgerPath);
  try {
    return await runJudgeBatch({
      ...{ requests, keyOf, cache, provider, model, signal, sleep: wait, now: Date.now },
      client:
        provider === 'anthropic'
          ? createAnthropicBatches({
              connect: () => connectAnthropic({ model, environment }),
              toCallError: (error) =>
                toCallError(error, {
                  ...{ redactor, now: Date.now(), retryAfterCapMs: settings.retries.retryAfterCapMs },
                }),
            })
          : null,
      toWire(request) {
        const { body, names } = toAnthropicRequest(model, request, settings.reasoningTokens);
        return { body, read: (message) => readAnswer(readAnthropicMessage(message, names), model, policy) };
      },
      statePath: options.statePath,
      pollIntervalMs: options.pollIntervalMs ?? 30_000,
      onAnswer: (request, response) => book(ledger, request, response, { provider, model, price }),
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    });
  } catch (error) {
    throw toRunError(error, { id: model, provider });
  } finally {
    await ledger.close();
  }
}

function readAnswer(
  response: LanguageModelResponse,
  asked: string,
  policy: ModelPolicy | null,
): LanguageModelResponse {
  if (!matchesEcho(asked, response.model))
    throw new ModelCallError(
      'bad_response',
      `asked for ${asked}, answered by ${response.model.slice(0, 100)}`,
    );
  checkModel(response.model, policy);
  return response;
}

/** A batch is paid for as a whole: the caps must have room for all of it before it is sent. */
async function requireRoom(
  { requests, settings, budget, ledgerPath }: BatchAnswerOptions,
  model: string,
  isOpen: (request: LanguageModelRequest) => Promise<boolean>,
): Promise<void> {
  const price = settings.prices.get(model);
  if (budget.usd !== null && price === undefined)
    throw new ModelRunError(
      'setup',
      `A cap in dollars cannot be kept: the price of ${model} is not known. Add it under own_prices of config/models.yaml (or --config).`,
    );
  const spent = readLedger(ledgerPath).filter(({ cached }) => !cached);
  let calls = spent.length;
  let tokens = sum(spent, (line) => tokensOf(line));
  let usd = sum(spent, (line) => line.cost_usd ?? 0);
  for (const request of requests) {
    if (!(await isOpen(request))) continue;
    const { input, output } = estimateTokens(request);
    calls += 1;
    tokens += input + output;
    usd += (mostCostOf(input, output, price) ?? 0) * batchDiscount;
  }
  const over =
    (budget.calls !== null && calls > budget.calls && `${budget.calls} calls`) ||
    (budget.tokens !== null && tokens > budget.tokens && `${budget.tokens} tokens`) ||
    (budget.usd !== null && usd > budget.usd && describeCost(budget.usd));
  if (over)
    throw new ModelRunError(
      'budget',
      `The batch may come to ${calls} calls, ${tokens} tokens and ${describeCost(price === undefined ? null : usd)}, with what was used before, and the cap is ${over}. Raise it, or judge fewer records.`,
    );
}

function book(
  ledger: Ledger,
  { logicalId, role }: LanguageModelRequest,
  { usage, model: echoed, stopReason }: LanguageModelResponse,
  { provider, model, price }: { provider: string; model: string; price: Parameters<typeof costOf>[1] },
): Promise<void> {
  const cost = costOf(usage, price);
  return ledger.append({
    ...{ logical_id: logicalId, role, provider, model, model_echoed: echoed },
    ...{ input_tokens: usage.input, output_tokens: usage.output },
    ...{ cache_read_tokens: usage.cacheRead, cache_write_tokens: usage.cacheWrite },
    ...{ ms: 0, retries: 0, cached: false },
    cost_usd: cost === null ? null : cost * batchDiscount,
    outcome: stopReason,
  });
}

function tokensOf(line: LedgerLine): number {
  return line.input_tokens + line.output_tokens + line.cache_read_tokens + line.cache_write_tokens;
}

function sum<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}
