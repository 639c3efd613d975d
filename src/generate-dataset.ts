import { loadKnowledge } from './concepts/load-knowledge.js';
import { mixedLocales } from './config/known-locales.js';
import { configDirectory } from './config/package-paths.js';
import type { RunConfig } from './config/run-config.js';
import { createTextGate, type TextGate } from './dataset/text-gate.js';
import { createGeneratorLookup } from './executor/generator-lookup.js';
import { type GenerationContext, generateRecord, type RecordOutcome } from './generate-record.js';
import { generateVariants } from './generate-variants.js';
import type { Artifacts } from './graph/read-artifacts.js';
import { createOfflineJudge } from './judge/create-offline-judge.js';
import { parseRubric } from './judge/read-rubric.js';
import type { LanguageData } from './language/data/language-data.js';
import { loadLanguage } from './language/data/load-language.js';
import { loadNameReading } from './language/data/load-name-reading.js';
import { createKeywordMemory } from './memory/create-keyword-memory.js';
import { toNeighbourhood } from './plan/choose-distractors.js';
import { createPlan, type PlanContext } from './plan/create-plan.js';
import type { VariantContext } from './plan/plan-variants.js';
import { selectTools } from './plan/select-tools.js';
import { parseErrorMessages } from './planner/parse-error-messages.js';
import { createOfflineRepairer } from './repair/create-offline-repairer.js';
import { judgeAndRepair } from './repair/judge-and-repair.js';
import { createSampler } from './sampler/create-sampler.js';
import { parseSamplerSettings } from './sampler/parse-sampler-settings.js';
import type { DatasetRecord } from './types/dataset-record.js';
import { type DifficultyWish, difficultyParts } from './types/difficulty-wish.js';
import type { GenerationEvent } from './types/generation-event.js';
import type { Locale, PlanAttempt, PlanRow } from './types/plan-row.js';
import { validateRecord } from './validate/validate-record.js';

/**
 * Generates the records of a run in the order of the plan. Each row becomes a record or a hole; text gates look at the
 * row's own block only, so any shorter run is a prefix of this one.
 */
export async function* generateDataset(
  artifacts: Artifacts,
  config: RunConfig,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const { n, seed, mode, corpusMemory } = config.generate;
  const knowledge = loadKnowledge(configDirectory);
  const { registry, graph } = selectTools(artifacts, config.generate);
  const plan: PlanContext = {
    registry,
    graph,
    knowledge,
    sampler: createSampler(registry, graph, parseSamplerSettings(config.components.sampler ?? {})),
    memory: createKeywordMemory(),
    unsayable: loadNameReading(configDirectory).unsayable,
    settings: {
      seed,
      mode,
      locale: config.generate.locale,
      localeShares: config.plan.localeShares,
      shares: config.plan.shares,
      attempts: config.plan.attempts,
      distractors: config.plan.distractors,
      difficulty: config.generate.difficulty,
      corpusMemory,
    },
  };
  const languages = loadLanguages(config);
  const context: Omit<GenerationContext, 'language'> = {
    endpoints: new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    knowledge,
    generatorOf: createGeneratorLookup(knowledge),
    errorMessages: parseErrorMessages(config.components.errors ?? {}),
    seed,
    corpusMemory,
    fixedMode: mode !== 'mixed',
    categoryOf: new Map(registry.tools.map((tool) => [tool.id, tool.category])),
    twins: config.generate.twins,
  };
  const finish = createFinisher(config);
  const variants = config.generate.twins ? toVariantContext(plan, context) : null;
  let gate = createTextGate();
  let planned = 0;
  for (const outcome of createPlan(plan)) {
    if (!outcome.ok) {
      yield { type: 'catalog-exhausted', planned, reason: describeRefusals(outcome.refusals) };
      return;
    }
    if (outcome.row.index % config.plan.blockSize === 0) gate = createTextGate();
    const language = languages.get(outcome.row.locale) as LanguageData;
    yield* realiseRow(outcome.row, {
      ...{ ...context, language, gate, finish },
      ...{ wish: config.generate.difficulty, variants },
    });
    planned += 1;
    if (planned === n) return;
  }
}

/** The words of every locale that a row can have; a locale without them ends the run before it begins. */
function loadLanguages({ generate, plan }: RunConfig): ReadonlyMap<Locale, LanguageData> {
  const locales =
    generate.locale === mixedLocales
      ? Object.keys(plan.localeShares).filter((locale) => (plan.localeShares[locale] ?? 0) > 0)
      : [generate.locale];
  return new Map(locales.map((locale) => [locale, loadLanguage(configDirectory, locale)]));
}

type RealisationContext = GenerationContext & {
  readonly gate: TextGate;
  readonly finish: (record: DatasetRecord) => Promise<DatasetRecord>;
  readonly wish: DifficultyWish;
  /** Null where no variants are wanted. */
  readonly variants: Omit<VariantContext, 'now' | 'locale'> | null;
};

function toVariantContext(
  { sampler, registry, graph, knowledge }: PlanContext,
  { endpoints }: Pick<GenerationContext, 'endpoints'>,
): Omit<VariantContext, 'now' | 'locale'> {
  return {
    ...{ sampler, endpoints, knowledge },
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
  };
}

/** Attempts of a row, one after the other, until one keeps every law and passes the gate. */
async function* realiseRow(
  row: PlanRow,
  context: RealisationContext,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const { gate, finish, wish, variants } = context;
  let last: readonly string[] = [];
  for (const [number, attempt] of row.attempts.entries()) {
    const { wording, ...said } = findWording(row, attempt, number, context, gate);
    const outcome = keepWish(said.outcome, wish);
    if (outcome.ok) {
      for (const gap of outcome.gaps)
        yield { type: 'grounding-gap', conversationId: outcome.record.conversation_id, ...gap };
      yield { type: 'record-ready', index: row.index, record: await finish(outcome.record) };
      if (variants !== null)
        yield* generateVariants(outcome.record, row, attempt, { number, wording }, context, variants, finish);
      return;
    }
    last = outcome.reasons;
    yield { type: 'attempt-rejected', index: row.index, attempt: number, reasons: outcome.reasons };
  }
  const reason = last[0]?.replace(/ at \/.*$|: .*$/s, '') ?? 'no attempt was planned';
  yield { type: 'row-abandoned', index: row.index, reason };
}

/** What was asked for is kept by the record, not only by its plan: a conversation may come out easier than its chain. */
function keepWish(outcome: RecordOutcome, wish: DifficultyWish): RecordOutcome {
  if (!outcome.ok) return outcome;
  const { difficulty } = outcome.record.metadata;
  const short = difficultyParts.filter((part) => difficulty[part] < wish[part]);
  if (short.length === 0) return outcome;
  return {
    ok: false,
    reasons: short.map((part) => `too easy: ${part} is ${difficulty[part]}, asked for is ${wish[part]}`),
  };
}

/** Choices of words that an attempt may try where the gate has met its text before. */
const wordings = 5;

/** Says an attempt in other words while only the gate on texts is against it. */
function findWording(
  row: PlanRow,
  attempt: PlanAttempt,
  number: number,
  context: GenerationContext,
  gate: TextGate,
): { readonly outcome: RecordOutcome; readonly wording: number } {
  let refused: RecordOutcome = { ok: false, reasons: [] };
  for (let wording = 0; wording < wordings; wording += 1) {
    const outcome = generateRecord(row, attempt, number, wording, context);
    if (!outcome.ok) return { outcome, wording };
    const reasons = gate.refuse(outcome.record);
    if (reasons.length === 0) return { outcome, wording };
    refused = { ok: false, reasons };
  }
  return { outcome: refused, wording: wordings };
}

function createFinisher(config: RunConfig): (record: DatasetRecord) => Promise<DatasetRecord> {
  const { evaluate, repair, maxRepairs } = config.generate;
  // To repair is to judge first.
  if (!evaluate && !repair) return async (record) => record;
  const rubric = parseRubric(config.components.judge);
  const judge = createOfflineJudge(rubric);
  const repairer = repair ? createOfflineRepairer() : null;
  return (record) =>
    judgeAndRepair(record, judge, repairer, { gates: rubric.gates, maxRepairs, validate: validateRecord });
}

function describeRefusals(refusals: ReadonlyMap<string, number>): string {
  const parts = [...refusals].map(([reason, count]) => `${reason.replace(/_/g, ' ')} (${count} draws)`);
  return `every further draw was refused: ${parts.join(', ')}.`;
}
