import { createOfflineAssistant } from './agents/create-offline-assistant.js';
import { createOfflineUserProxy } from './agents/create-offline-user-proxy.js';
import { type RecordContext, toDatasetRecord } from './dataset/to-dataset-record.js';
import { createOfflineExecutor } from './executor/create-offline-executor.js';
import { injectFaults } from './executor/inject-faults.js';
import { toSpeech } from './language/speech.js';
import { listSizes } from './planner/list-sizes.js';
import { type PlannerContext, planScenario } from './planner/plan-scenario.js';
import { createRandom } from './random/random.js';
import type { GroundingGap } from './simulation/conversation-state.js';
import { putIntoWords } from './simulation/put-into-words.js';
import { simulateConversation } from './simulation/simulate-conversation.js';
import type { DatasetRecord } from './types/dataset-record.js';
import type { PlanAttempt, PlanRow } from './types/plan-row.js';
import type { TwinDifference } from './types/twin.js';
import { validateRecord } from './validate/validate-record.js';

export type GenerationContext = PlannerContext &
  RecordContext & {
    /** Value generator of a concept; null where none has one. */
    readonly generatorOf: (concept: string) => string | null;
  };

export type RecordOutcome =
  | { readonly ok: true; readonly record: DatasetRecord; readonly gaps: readonly GroundingGap[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

/**
 * Realises attempt `number` of one row of the plan, in its `wording`-th choice of words: a pure function of the row, the
 * catalog and the configuration. `difference` declares in what a variant differs from the row's base record. A
 * conversation that cannot be completed or breaks a law comes back as reasons, not as a record.
 */
export function generateRecord(
  row: PlanRow,
  attempt: PlanAttempt,
  number: number,
  wording: number,
  context: GenerationContext,
  difference: TwinDifference | null = null,
): RecordOutcome {
  const random = createRandom(context.seed).fork(`record-${row.index}`).fork(`attempt-${number}`);
  const brief = planScenario(row, attempt, context, random.fork('planner'));
  const world = createOfflineExecutor({
    // What may be called, whatever is offered beside it or missing: variants of a record share its world.
    endpoints: new Map(
      [...brief.steps, ...brief.detours.values()].map(({ endpoint }) => [endpoint.callName, endpoint]),
    ),
    generatorOf: context.generatorOf,
    world: {
      seed: `${context.seed}/${row.index}/${number}`,
      now: row.now,
      locale: row.locale,
      members: listSizes(brief, random.fork('list-sizes')),
    },
  });
  const words = random.fork(`wording-${wording}`);
  const speakers = putIntoWords(
    {
      user: createOfflineUserProxy(context, random.fork('user')),
      assistant: createOfflineAssistant(context),
    },
    toSpeech(row.style, row.now, context.language),
    words,
  );
  const agents = { ...speakers, executor: injectFaults(world, brief.faults) };
  const outcome = simulateConversation(brief, agents, words);
  if (!outcome.ok) return { ok: false, reasons: [`${outcome.reason}: ${outcome.detail}`] };
  const record = toDatasetRecord(row, outcome.state, context, difference);
  const violations = validateRecord(record);
  if (violations.length > 0) {
    return {
      ok: false,
      reasons: violations.map(
        ({ law, rule, place, message }) => `law ${law} ${rule} at ${place}: ${message}`,
      ),
    };
  }
  return { ok: true, record, gaps: outcome.state.gaps };
}
