import type { AgentsOption, ModelOptions, RunConfig } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';
import type { GenerationModels } from '../generation/generation-models.js';
import type { BudgetCaps } from '../language-models/budget.js';
import { type ModelSettings, parseModelSettings } from '../language-models/model-settings.js';
import { readPolicy } from '../language-models/policy.js';
import { routeRoles } from '../language-models/route-roles.js';
import type { ModelRole } from '../types/language-model.js';
import type { CommandIo } from './command-io.js';

export type WantedModels = {
  readonly options: ModelOptions;
  readonly agents: AgentsOption;
  readonly judgeModel: string | null;
  /** Roles that this command has work for. */
  readonly roles: readonly ModelRole[];
  readonly reasoning: boolean;
  /** Ledger of the calls; null where none is made. */
  readonly ledger: string | null;
};

export type OpenedModels = {
  readonly models: GenerationModels;
  readonly settings: ModelSettings;
};

/** Which model plays which role, as flags and configuration say; nothing is opened. */
export function planModels(
  { options, agents, judgeModel, roles }: WantedModels,
  components: RunConfig['components'],
  io: Pick<CommandIo, 'environment'>,
): { readonly roles: ReadonlyMap<ModelRole, string>; readonly settings: ModelSettings } {
  const settings = withConcurrency(parseModelSettings(components.models), options.concurrency);
  const named = Object.entries(options.role).flatMap(([role, id]) => (id === null ? [] : [[role, id]]));
  const routes = routeRoles({
    ...{ agents, judgeModel, settings, model: options.model },
    ...{ roles: Object.fromEntries(named), environment: io.environment },
  });
  const used = new Map([...routes].filter(([role]) => roles.includes(role)));
  // Offline conversations are not what was asked for.
  if (agents !== 'offline' && !used.has('user') && !used.has('assistant'))
    throw new UsageError(
      `--agents ${agents} needs models, and both user and assistant are offline.`,
      'Name a model with --model, or leave out --agents.',
    );
  return { roles: used, settings };
}

/** Opens the models that flags and configuration name; null where every role is offline, whatever keys there are. */
export async function openModels(
  wanted: WantedModels,
  components: RunConfig['components'],
  io: CommandIo,
): Promise<OpenedModels | null> {
  const { options, agents, reasoning, ledger } = wanted;
  const { roles: used, settings } = planModels(wanted, components, io);
  const policy = readPolicy(options.policy);
  if (used.size === 0) return null;
  // Runs without models do without the clients, too.
  const { openGenerationModels } = await import('../generation/open-generation-models.js');
  const models = await openGenerationModels({
    ...{ roles: used, settings, agents, reasoning, environment: io.environment, policy },
    ledgerPath: ledger,
    cacheDirectory: options.cache,
    replay: options.replayOnly ? 'only' : 'auto',
    budget: capsOf(options),
    signal: io.signal,
    report: (line) => io.log(line),
  });
  return { models, settings };
}

/** The most that flags let models take. */
export function capsOf({ maxCalls, maxTokens, maxUsd }: ModelOptions): BudgetCaps {
  return { calls: maxCalls, tokens: maxTokens, usd: maxUsd };
}

function withConcurrency(settings: ModelSettings, limit: number | null): ModelSettings {
  return limit === null ? settings : { ...settings, concurrency: { ...settings.concurrency, limit } };
}
