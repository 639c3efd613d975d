import type { RunConfig } from './config/run-config.js';
import { generateDataset } from './generate-dataset.js';
import { createFinisher } from './generation/create-finisher.js';
import type { GenerationModels } from './generation/generation-models.js';
import type { Artifacts } from './graph/read-artifacts.js';
import { parseRubric } from './judge/read-rubric.js';
import { estimateTokens } from './language-models/estimate-tokens.js';
import type { ModelSettings } from './language-models/model-settings.js';
import { costOf } from './language-models/prices.js';
import { providerOf } from './language-models/provider-of.js';
import { type Exchange, rehearseModels } from './model-agents/rehearse-models.js';
import type { DatasetRecord } from './types/dataset-record.js';
import type { ModelRole } from './types/language-model.js';

/** What a run with models would take, one line a role. */
export type RunEstimate = {
  /** Conversations that were rehearsed; the rest is reckoned from them. */
  readonly rehearsed: number;
  readonly roles: readonly RoleEstimate[];
  /** US dollars; null where a price is not known. */
  readonly costUsd: number | null;
};

export type RoleEstimate = {
  readonly role: ModelRole;
  readonly model: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
};

/** Conversations that are rehearsed at most. */
const mostRehearsed = 40;

/**
 * Estimates calls, tokens and cost of a run without calling anyone: its first rows are played with the real prompts by models
 * that say what the offline agents say. Retries, corrections and repairs come on top; what a provider's prompt cache saves
 * is left out.
 */
export async function estimateRun(
  artifacts: Artifacts,
  config: RunConfig,
  roles: ReadonlyMap<ModelRole, string>,
  { maxTokens, prices }: Pick<ModelSettings, 'maxTokens' | 'prices'>,
): Promise<RunEstimate> {
  const { n, agents } = config.generate;
  const rehearsed = Math.min(n, mostRehearsed);
  const short = { ...config, generate: { ...config.generate, n: rehearsed } };
  const records: DatasetRecord[] = [];
  for await (const event of generateDataset(artifacts, {
    ...short,
    generate: { ...short.generate, evaluate: false, repair: false },
  }))
    if (event.type === 'record-ready') records.push(event.record);
  const runtime = rehearseModels({ records, roles });
  const models: GenerationModels = { runtime, agents, width: 1, reasoning: false, maxTokens };
  for await (const _ of generateDataset(artifacts, short, models));
  const share = records.length === 0 ? 0 : n / records.length;
  return toEstimate(runtime.exchanges, records.length, share, roles, prices);
}

/** Estimates what judging records would take: each gets its verdict from a model that asks nobody. */
export async function estimateEvaluation(
  records: readonly DatasetRecord[],
  config: RunConfig,
  roles: ReadonlyMap<ModelRole, string>,
  { prices }: Pick<ModelSettings, 'prices'>,
): Promise<RunEstimate> {
  const rubric = parseRubric(config.components.judge);
  const runtime = rehearseModels({ records, roles });
  const finish = createFinisher({ rubric, gates: rubric.gates, repair: false, maxRepairs: 0, runtime });
  for (const record of records) await finish(record, () => undefined);
  return toEstimate(runtime.exchanges, records.length, 1, roles, prices);
}

function toEstimate(
  exchanges: readonly Exchange[],
  rehearsed: number,
  share: number,
  roles: ReadonlyMap<ModelRole, string>,
  prices: ModelSettings['prices'],
): RunEstimate {
  const lines = [...roles].map(([role, id]): RoleEstimate => {
    const { model } = providerOf(id);
    const mine = exchanges.filter(({ request }) => request.role === role);
    const input = Math.round(sum(mine, ({ request }) => estimateTokens(request).input) * share);
    const output = Math.round(sum(mine, answerTokens) * share);
    const usage = { input, output, cacheRead: 0, cacheWrite: 0 };
    return {
      ...{ role, model, calls: Math.round(mine.length * share) },
      ...{ inputTokens: input, outputTokens: output, costUsd: costOf(usage, prices.get(model)) },
    };
  });
  const costs = lines.map(({ costUsd }) => costUsd);
  const costUsd = costs.some((cost) => cost === null)
    ? null
    : costs.reduce<number>((all, cost) => all + (cost ?? 0), 0);
  return { rehearsed, roles: lines, costUsd };
}

/** About three bytes a token, as for requests. */
function answerTokens({ response: { text, toolCalls } }: Exchange): number {
  return Math.ceil(Buffer.byteLength(text + JSON.stringify(toolCalls)) / 3);
}

function sum(exchanges: readonly Exchange[], measure: (exchange: Exchange) => number): number {
  return exchanges.reduce((total, exchange) => total + measure(exchange), 0);
}
