import { setImmediate as nextTurn } from 'node:timers/promises';
import PQueue from 'p-queue';
import { ModelRunError } from '../errors/model-run-error.js';
import type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
  ModelRole,
  TokenUsage,
} from '../types/language-model.js';
import { addTokens, type BudgetCaps, createBudget } from './budget.js';
import type { Sleep } from './circuit-breaker.js';
import { coalesce } from './coalesce.js';
import { createAnthropicModel } from './create-anthropic-model.js';
import { createOpenAiModel } from './create-openai-model.js';
import { estimateTokens } from './estimate-tokens.js';
import { type Ledger, openLedger, readLedger } from './ledger.js';
import type { ModelRuntime, ModelUsage } from './model-runtime.js';
import type { ModelPrice, ModelSettings } from './model-settings.js';
import type { ModelTransport } from './model-transport.js';
import { checkModel, type ModelPolicy } from './policy.js';
import { costOf, mostCostOf } from './prices.js';
import { providerOf } from './provider-of.js';
import { createRedactor } from './redact.js';
import { createResponseCache, type ResponseCache } from './response-cache.js';
import { responseKey } from './response-key.js';
import { outcomeOf, replayMiss, toRunError } from './run-errors.js';
import { isNothing, toLedgerLine } from './to-ledger-line.js';
import { type CallTally, createTraffic, noTokens, type Traffic } from './traffic.js';
import { wait } from './wait.js';

export type ModelRuntimeOptions = {
  /** From `routeRoles`: ids, with `anthropic:` or `openai:` before them where the id does not tell. */
  readonly roles: ReadonlyMap<ModelRole, string>;
  readonly settings: ModelSettings;
  /** Keys and addresses. */
  readonly environment: { readonly [name: string]: string | undefined };
  readonly cacheDirectory: string;
  /** `auto`: what is recorded is answered from there, the rest is asked and recorded; `only`: the rest throws; `off`: neither. */
  readonly replay: 'auto' | 'only' | 'off';
  readonly ledgerPath: string | null;
  readonly budget: BudgetCaps;
  readonly policy: ModelPolicy | null;
  /** Ends all calls. */
  readonly signal?: AbortSignal | undefined;
  /** Told of recorded answers that cannot be read, one line each. */
  readonly report?: ((line: string) => void) | undefined;
  /** For tests. */
  readonly now?: () => number;
  readonly sleep?: Sleep;
  readonly random?: () => number;
  readonly fetch?: typeof globalThis.fetch;
};

/** Of thousands of calls asked for at once the first are to be sent before the keys of all are worked out. */
const keysAtOnce = 16;

/** A model of the run with all that its calls share. */
type Routed = {
  readonly transport: ModelTransport;
  readonly traffic: Traffic;
  readonly price: ModelPrice | undefined;
};

/**
 * Opens what all model calls of a run share. Throws `ModelRunError`: `policy` for a model that may not generate, `setup`
 * for a cap in dollars on a model without a price. A missing key shows with the first call that nothing recorded answers.
 */
export async function createModelRuntime(options: ModelRuntimeOptions): Promise<ModelRuntime> {
  const { roles, policy, budget: caps, settings, replay, ledgerPath } = options;
  const { now = () => performance.now(), signal: runSignal = new AbortController().signal } = options;
  const redactor = createRedactor(options.environment);
  const routed = new Map<string, Routed>();
  for (const id of roles.values()) if (!routed.has(id)) routed.set(id, route(id, options, now));
  for (const { transport } of routed.values()) checkModel(transport.id, policy);
  const before = ledgerPath === null ? [] : readLedger(ledgerPath);
  if (replay !== 'only')
    requirePrices(
      [...routed.values()],
      before.some((line) => !line.cached && line.cost_usd === null),
      caps,
    );

  const { cacheDirectory: directory, report } = options;
  const cache: ResponseCache | null =
    replay === 'off' ? null : createResponseCache({ directory, redactor, report });
  if (replay === 'auto') await cache?.requireRoom();
  const ledger: Ledger | null = ledgerPath === null ? null : await openLedger(ledgerPath);
  const budget = createBudget(caps, before);
  const underWay = coalesce<LanguageModelResponse>();
  const keys = new PQueue({ concurrency: keysAtOnce });
  let cached = before.filter((line) => line.cached).length;
  let retries = before.reduce((sum, line) => sum + line.retries, 0);

  async function answer(model: Routed, key: string, request: LanguageModelRequest, signal: AbortSignal) {
    const recorded = (await cache?.get(key)) ?? null;
    if (recorded) {
      checkModel(recorded.model, policy);
      cached += 1;
      await ledger?.append(toLedgerLine(model.transport, request, { recorded }));
      return recorded;
    }
    if (replay === 'only') throw replayMiss(request, key);
    const response = await ask(model, request, signal);
    const { provider, id } = model.transport;
    const entry = { logicalId: request.logicalId, provider, model: id, response };
    return (await cache?.put(key, entry)) ?? response;
  }

  /** Has a call answered and booked. What was paid for stands in the ledger before anything else can fail. */
  async function ask(model: Routed, request: LanguageModelRequest, signal: AbortSignal) {
    const { traffic, price } = model;
    const estimate = estimateTokens(request);
    const wanted = {
      tokens: estimate.input + estimate.output,
      usd: mostCostOf(estimate.input, estimate.output, price),
    };
    const hold = await budget.reserve(wanted, signal);
    const tally: CallTally = { tries: 0, startedAt: null, wasted: noTokens };
    let wasted: TokenUsage = noTokens;
    const onWaste = async (used: TokenUsage) => {
      wasted = addTokens(wasted, used);
      await hold.renew(used, costOf(used, price), signal);
    };
    const book = async (used: TokenUsage, echoed: string | null, outcome: string) => {
      const known = price ?? (echoed === null ? undefined : settings.prices.get(echoed));
      if (tally.tries > 0) {
        hold.settle(used, isNothing(used) ? 0 : costOf(used, known));
        retries += tally.tries - 1;
      } else hold.release();
      const ms = tally.startedAt === null ? 0 : now() - tally.startedAt;
      const asked = { tally, used: addTokens(wasted, used), price: known, echoed, ms, outcome };
      if (tally.tries > 0) await ledger?.append(toLedgerLine(model.transport, request, { asked }));
    };
    let response: LanguageModelResponse;
    try {
      response = await traffic.deliver({ request, estimate, onWaste }, tally, signal);
    } catch (error) {
      await book(tally.wasted, null, outcomeOf(error));
      throw toRunError(error, model.transport);
    }
    const refused = findRefusal(response.model, policy);
    await book(response.usage, response.model, refused ? 'policy' : response.stopReason);
    if (refused) throw refused;
    return response;
  }

  const models = new Map<string, LanguageModel>(
    [...routed].map(([id, model]) => [
      id,
      {
        id: model.transport.id,
        async generate(request, signal) {
          checkModel(model.transport.id, policy);
          const key = await keys.add(() => nextTurn().then(() => keyOf(model, request)));
          runSignal.throwIfAborted();
          signal?.throwIfAborted();
          return underWay.run(key, (shared) => answer(model, key, request, shared), [runSignal, signal]);
        },
      },
    ]),
  );
  return {
    modelFor: (role) => models.get(roles.get(role) ?? '') ?? null,
    usage(): ModelUsage {
      const { calls, tokens, usd } = budget.spent();
      const traffics = [...routed.values()].map(({ traffic }) => traffic);
      return {
        ...{ calls, cached, retries, tokens, costUsd: usd },
        inFlight: traffics.reduce((sum, traffic) => sum + traffic.inFlight(), 0),
        concurrency: traffics.reduce((sum, traffic) => sum + traffic.concurrency(), 0),
      };
    },
    async close() {
      await underWay.settled();
      await ledger?.close();
    },
  };
}

function keyOf({ transport }: Routed, request: LanguageModelRequest): string {
  return responseKey(transport.provider, transport.id, request);
}

function route(id: string, options: ModelRuntimeOptions, now: () => number): Routed {
  const { settings, environment, fetch, sleep = wait, random = Math.random } = options;
  const { provider, model } = providerOf(id);
  const create = provider === 'anthropic' ? createAnthropicModel : createOpenAiModel;
  const transport = create({
    ...{ model, environment, fetch },
    timeoutMs: settings.deadlines.answerMs,
    retryAfterCapMs: settings.retries.retryAfterCapMs,
    reasoningTokens: settings.reasoningTokens,
  });
  const traffic = createTraffic({ transport, settings, now, sleep, random });
  return { transport, traffic, price: settings.prices.get(model) };
}

function requirePrices(models: readonly Routed[], unknownBefore: boolean, { usd }: BudgetCaps): void {
  if (usd === null) return;
  const nameless = models.filter(({ price }) => price === undefined).map(({ transport }) => transport.id);
  if (nameless.length === 0 && !unknownBefore) return;
  const what =
    nameless.length > 0
      ? `the price of ${nameless.join(', ')} is not known`
      : 'the ledger of this run holds calls of unknown cost';
  throw new ModelRunError(
    'setup',
    `A cap in dollars cannot be kept: ${what}. Add the price under own_prices of config/models.yaml (or --config), or cap calls or tokens.`,
  );
}

function findRefusal(model: string, policy: ModelPolicy | null): unknown {
  try {
    checkModel(model, policy);
    return null;
  } catch (error) {
    return error;
  }
}
