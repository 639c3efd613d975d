import Table from 'cli-table3';
import type { RunConfig } from '../config/run-config.js';
import type { RunEstimate } from '../estimate-run.js';
import { describeCost } from '../language-models/describe-usage.js';
import { checkModel, readPolicy } from '../language-models/policy.js';
import { providerOf } from '../language-models/provider-of.js';
import { loadArtifacts } from '../load-artifacts.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { CommandIo } from './command-io.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { planModels, type WantedModels } from './open-models.js';
import { wantedForEvaluation, wantedForGeneration } from './wanted-models.js';

/** Says what a run would take, and does nothing of it. */
export async function runDryRun(
  config: RunConfig,
  { json }: { json: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const { roles, settings } = planAllowed(wantedForGeneration(config), config, io);
  const artifacts = await loadArtifacts(config.generate.artifacts, config.components);
  const { estimateRun } = await import('../estimate-run.js');
  const estimate = await estimateRun(artifacts, config, roles, settings);
  if (json) io.printJson({ asked: config.generate.n, ...inSnakeCase(estimate) });
  else io.print(renderEstimate(config.generate.n, estimate));
  return exitCodes.ok;
}

/** Says what an evaluation would take, and does nothing of it. */
export async function runEvaluationDryRun(
  config: RunConfig,
  source: AsyncIterable<DatasetRecord>,
  { json }: { json: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const { roles, settings } = planAllowed(wantedForEvaluation(config), config, io);
  const records: DatasetRecord[] = [];
  for await (const record of source) records.push(record);
  const { estimateEvaluation } = await import('../estimate-run.js');
  const full = await estimateEvaluation(records, config, roles, settings);
  const estimate = config.evaluate.batch ? await inBatches(full) : full;
  if (json) io.printJson({ asked: records.length, ...inSnakeCase(estimate) });
  else io.print(renderEstimate(records.length, estimate));
  return exitCodes.ok;
}

/** A run that a policy would refuse is refused before it is estimated. */
function planAllowed(
  wanted: WantedModels,
  { components }: RunConfig,
  io: CommandIo,
): ReturnType<typeof planModels> {
  const planned = planModels(wanted, components, io);
  const policy = readPolicy(wanted.options.policy);
  for (const id of planned.roles.values()) checkModel(providerOf(id).model, policy);
  return planned;
}

async function inBatches({ roles, costUsd, ...rest }: RunEstimate): Promise<RunEstimate> {
  const { batchDiscount } = await import('../language-models/batches/answer-in-batch.js');
  const half = (cost: number | null): number | null => (cost === null ? null : cost * batchDiscount);
  return {
    ...rest,
    costUsd: half(costUsd),
    roles: roles.map((role) => ({ ...role, costUsd: half(role.costUsd) })),
  };
}

function renderEstimate(n: number, { rehearsed, roles, costUsd }: RunEstimate): string {
  if (roles.length === 0) return `${n} conversations, all of it offline: no call to a model, no cost.`;
  const table = new Table({
    head: ['role', 'model', 'calls', 'input tokens', 'output tokens', 'cost'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { role, model, calls, inputTokens, outputTokens, costUsd: cost } of roles)
    table.push([role, model, calls, inputTokens, outputTokens, describeCost(cost)]);
  return [
    table.toString(),
    `${n} conversations: ${costUsd === null ? '' : 'about '}${describeCost(costUsd)}, estimated from ${rehearsed} rehearsed with the same prompts.`,
    "Corrections, retries, redraws and repairs come on top; what a provider's prompt cache saves goes off.",
  ].join('\n');
}

function inSnakeCase({ rehearsed, roles, costUsd }: RunEstimate) {
  return {
    rehearsed,
    cost_usd: costUsd,
    roles: roles.map(({ role, model, calls, inputTokens, outputTokens, costUsd: cost }) => ({
      ...{ role, model, calls, input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: cost },
    })),
  };
}
