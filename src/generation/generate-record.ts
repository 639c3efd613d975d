import { createOfflineAssistant } from '../agents/create-offline-assistant.js';
import { createOfflineUserProxy } from '../agents/create-offline-user-proxy.js';
import { type RecordContext, toDatasetRecord } from '../dataset/to-dataset-record.js';
import { createOfflineExecutor } from '../executor/create-offline-executor.js';
import { injectFaults } from '../executor/inject-faults.js';
import { toSpeech } from '../language/speech.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import { listSizes } from '../planner/list-sizes.js';
import { type PlannerContext, planScenario } from '../planner/plan-scenario.js';
import { createRandom, type Random } from '../random/random.js';
import type { RewrittenRecord } from '../rewriting/rewrite-record.js';
import type { GroundingGap } from '../simulation/conversation-state.js';
import { putIntoWords } from '../simulation/put-into-words.js';
import { type SimulationOutcome, simulateConversation } from '../simulation/simulate-conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { Executor } from '../types/ports.js';
import type { TwinDifference } from '../types/twin.js';
import type { Violation } from '../types/verdict.js';
import { validateRecord } from '../validate/validate-record.js';

export type GenerationContext = PlannerContext &
  RecordContext & {
    /** Value generator of a concept; null where none has one. */
    readonly generatorOf: (concept: string) => string | null;
  };

export type RecordOutcome =
  | {
      readonly ok: true;
      readonly record: DatasetRecord;
      readonly gaps: readonly GroundingGap[];
      /** What a rewriting model's texts came to; absent where none was asked. */
      readonly rewriting?: Pick<RewrittenRecord, 'rewritten' | 'kept'>;
    }
  | {
      readonly ok: false;
      readonly reasons: readonly string[];
      /** True where another attempt is no way out: the row waits for the same run to be made again. */
      readonly isFinal?: boolean;
    };

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
  const { brief, executor, random } = setTheScene(row, attempt, number, context);
  const words = random.fork(`wording-${wording}`);
  const speakers = putIntoWords(
    {
      user: createOfflineUserProxy(context, random.fork('user')),
      assistant: createOfflineAssistant(context),
    },
    toSpeech(row.style, row.now, context.language),
    words,
  );
  return settle(simulateConversation(brief, { ...speakers, executor }, words), row, context, difference);
}

/** Everything of an attempt that is there before anybody speaks. */
export type Scene = {
  readonly brief: ConversationBrief;
  readonly executor: Executor;
  /** The attempt's own stream. */
  readonly random: Random;
};

/** The scenario of an attempt and the world that answers its calls, whoever plays it. */
export function setTheScene(
  row: PlanRow,
  attempt: PlanAttempt,
  number: number,
  context: GenerationContext,
): Scene {
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
  return { brief, executor: injectFaults(world, brief.faults), random };
}

/** The record of a finished conversation, or the reasons why it is none. */
export function settle(
  outcome: SimulationOutcome,
  row: PlanRow,
  context: RecordContext,
  difference: TwinDifference | null = null,
): RecordOutcome {
  if (!outcome.ok) return { ok: false, reasons: [`${outcome.reason}: ${outcome.detail}`] };
  const record = toDatasetRecord(row, outcome.state, context, difference);
  const violations = validateRecord(record);
  if (violations.length > 0) return { ok: false, reasons: violations.map(describeViolation) };
  return { ok: true, record, gaps: outcome.state.gaps };
}

export function describeViolation({ law, rule, place, message }: Violation): string {
  return `law ${law} ${rule} at ${place}: ${message}`;
}
