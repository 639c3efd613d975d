import { join } from 'node:path';
import type { RunConfig } from '../config/run-config.js';
import { type ModelRole, speakingRoles } from '../types/language-model.js';
import type { WantedModels } from './open-models.js';

/** The roles that a run has work for, and what its flags say of their models. */
export function wantedForGeneration({ generate }: RunConfig): WantedModels {
  const { agents, judgeModel, evaluate, repair, reasoning } = generate;
  const speaking: readonly ModelRole[] = agents === 'offline' ? [] : speakingRoles;
  // The offline conversation that is rewritten has its scenario already.
  const cast = agents === 'rewrite' ? speaking.filter((role) => role !== 'planner') : speaking;
  const judging: ModelRole[] = evaluate || repair ? ['judge'] : [];
  const roles: ModelRole[] = [...cast, ...judging, ...(repair ? (['repair'] as const) : [])];
  return { options: generate, agents, judgeModel, roles, reasoning, ledger: ledgerOf(generate) };
}

/** Where the dataset goes unless it is said. */
export const defaultOutput = 'output/conversations.jsonl';

/** Beside the dataset that the calls are for. */
function ledgerOf({ output, runDir }: RunConfig['generate']): string {
  return runDir === null ? `${output ?? defaultOutput}.ledger.jsonl` : join(runDir, 'ledger.jsonl');
}

/** `evaluate --model` names the judge, and the repairer where there is one. */
export function wantedForEvaluation({ evaluate }: RunConfig): WantedModels {
  const roles: ModelRole[] = evaluate.repair ? ['judge', 'repair'] : ['judge'];
  return {
    ...{ options: evaluate, agents: 'offline', judgeModel: null, roles, reasoning: false },
    ledger: `${evaluate.output}.ledger.jsonl`,
  };
}
