import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import { type ModelRole, modelRoles, speakingRoles } from '../types/language-model.js';
import type { ModelSettings } from './model-settings.js';

export type RouteOptions = {
  readonly agents: 'offline' | 'llm' | 'rewrite';
  /** `--model`: all roles. */
  readonly model: string | null;
  /** `--role`: one role each; `offline` takes the model away. */
  readonly roles: { readonly [role: string]: string };
  /** `--judge-model`. */
  readonly judgeModel: string | null;
  readonly settings: Pick<ModelSettings, 'roles'>;
  readonly environment: { readonly [name: string]: string | undefined };
};

const speaking: readonly ModelRole[] = speakingRoles;

/**
 * Which model plays which part; a role that is not in the map is offline. The nearest wins: `--role`, `--judge-model`,
 * `--model`, `OPENAI_MODEL_NAME` (planner, user and assistant only), `config/models.yaml`. Offline agents stay offline,
 * whatever names a model. Throws `UsageError` for roles that do not exist.
 */
export function routeRoles(options: RouteOptions): ReadonlyMap<ModelRole, string> {
  const { agents, model, judgeModel, settings, environment } = options;
  const roles = checkRoles(options.roles);
  const named = roles.get('judge');
  if (named !== undefined && judgeModel !== null && named !== judgeModel)
    throw new UsageError(
      `--role judge=${named} and --judge-model ${judgeModel} name two judges.`,
      'Leave one of them out.',
    );
  const routes = new Map<ModelRole, string>();
  for (const role of modelRoles) {
    if (agents === 'offline' && speaking.includes(role)) continue;
    const flag = roles.get(role) ?? (role === 'judge' ? judgeModel : null) ?? model;
    const chosen = flag ?? fromEnvironment(role, environment) ?? settings.roles[role];
    if (chosen.trim() === '')
      throw new UsageError(`The model of the ${role} is empty.`, 'Name one, or `offline`.');
    if (chosen !== 'offline') routes.set(role, chosen);
  }
  return routes;
}

function checkRoles(roles: { readonly [role: string]: string }): ReadonlyMap<string, string> {
  const known: readonly string[] = modelRoles;
  for (const role of Object.keys(roles)) {
    if (known.includes(role)) continue;
    const near = didYouMean(role, known);
    throw new UsageError(
      `'${role}' is no role of a model.`,
      near === null ? `Roles are: ${known.join(', ')}.` : `Did you mean '${near}'?`,
    );
  }
  return new Map(Object.entries(roles));
}

/** The name goes with OPENAI_BASE_URL, whatever it looks like. */
function fromEnvironment(role: ModelRole, environment: RouteOptions['environment']): string | null {
  const name = environment.OPENAI_MODEL_NAME?.trim();
  if (!speaking.includes(role) || !name) return null;
  return /^(?:openai|anthropic):/.test(name) ? name : `openai:${name}`;
}
