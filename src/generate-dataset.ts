import { loadKnowledge } from './concepts/load-knowledge.js';
import { configDirectory } from './config/package-paths.js';
import type { Environment } from './config/read-environment.js';
import type { RunConfig } from './config/run-config.js';
import { createTextGate } from './dataset/text-gate.js';
import { createFinisher, type Finish } from './generation/create-finisher.js';
import { createRealisation, type Realisation } from './generation/create-realisation.js';
import { type Draft, draftRow, redraftRow } from './generation/draft-row.js';
import { gateRows } from './generation/gate-rows.js';
import { unavailableModel } from './generation/generate-live-record.js';
import type { GenerationModels } from './generation/generation-models.js';
import { inOrder } from './generation/in-order.js';
import type { Artifacts } from './graph/read-artifacts.js';
import { parseRubric } from './judge/read-rubric.js';
import { loadNameReading } from './language/data/load-name-reading.js';
import { createMemory } from './memory/create-memory.js';
import { parseMemorySettings } from './memory/parse-memory-settings.js';
import { createPlan, type PlanContext } from './plan/create-plan.js';
import { selectTools } from './plan/select-tools.js';
import { createSampler } from './sampler/create-sampler.js';
import { parseSamplerSettings } from './sampler/parse-sampler-settings.js';
import type { GenerationEvent } from './types/generation-event.js';
import type { PlanRow } from './types/plan-row.js';

/**
 * Generates the records of a run in the order of the plan. Each row becomes a record or a hole; text gates look at the
 * row's own block only, in the order of the rows, so any shorter run is a prefix of this one.
 */
export async function* generateDataset(
  artifacts: Artifacts,
  config: RunConfig,
  models: GenerationModels | null = null,
  environment: Environment = {},
): AsyncGenerator<GenerationEvent, void, undefined> {
  const plan = toPlanContext(artifacts, config, models, environment);
  const realisation = createRealisation(plan, config, models);
  const finish = finisherOf(config, models);
  // Offline nothing is worth starting before its turn; models answer late, so that many rows are under way at once.
  const width = models?.width ?? 1;
  const end: PlanEnd = { planned: 0, exhausted: null };
  const wish = config.generate.difficulty;

  try {
    const gated = gateRows({
      rows: planRows(plan, config.generate.n, end),
      draft: (row) => draftRow(row, { number: 0, wording: 0 }, realisation.realise, wish),
      redraft: (draft, reasons) => redraftRow(draft, reasons, realisation.realise, wish),
      ...{ createGate: createTextGate, blockSize: config.plan.blockSize, width },
      ahead: models === null ? 1 : width * 8,
      ...(models?.mayBegin ? { mayBegin: models.mayBegin } : {}),
    });
    for await (const events of inOrder(gated, (draft) => toEvents(draft, realisation, finish), width))
      yield* events;
  } finally {
    await plan.memory.close();
  }
  if (end.exhausted !== null)
    yield { type: 'catalog-exhausted', planned: end.planned, reason: end.exhausted };
}

function toPlanContext(
  artifacts: Artifacts,
  config: RunConfig,
  models: GenerationModels | null,
  environment: Environment,
): PlanContext {
  const { seed, mode, locale, difficulty, corpusMemory } = config.generate;
  const { localeShares, shares, attempts, distractors } = config.plan;
  const { registry, graph } = selectTools(artifacts, config.generate);
  return {
    registry,
    graph,
    knowledge: loadKnowledge(configDirectory),
    sampler: createSampler(registry, graph, parseSamplerSettings(config.components.sampler ?? {})),
    memory: createMemory({
      ...parseMemorySettings(config.components.memory),
      ...{ modelBacked: models !== null && models.agents !== 'offline' },
      environment,
      cache: { directory: config.generate.cache, replayOnly: config.generate.replayOnly },
    }),
    unsayable: loadNameReading(configDirectory).unsayable,
    settings: {
      ...{ seed, mode, locale, localeShares, shares },
      ...{ attempts, distractors, difficulty, corpusMemory },
    },
  };
}

/** How far the plan came, and why it ended early. */
type PlanEnd = { planned: number; exhausted: string | null };

async function* planRows(
  plan: PlanContext,
  n: number,
  end: PlanEnd,
): AsyncGenerator<PlanRow, void, undefined> {
  for await (const outcome of createPlan(plan)) {
    if (!outcome.ok) {
      end.exhausted = describeRefusals(outcome.refusals);
      return;
    }
    yield outcome.row;
    end.planned += 1;
    if (end.planned === n) return;
  }
}

/** The row's events in order, its record judged, its variants behind it. */
async function toEvents(
  draft: Draft,
  { variantsOf }: Realisation,
  finish: Finish,
): Promise<readonly GenerationEvent[]> {
  const { row, made, events } = draft;
  const { index } = row;
  if (made === null) return [...events, { type: 'row-abandoned', index, reason: lastReason(events) }];
  const { record, gaps } = made;
  const conversationId = record.conversation_id;
  const unjudged: string[] = [];
  const onUnjudged = (reason: string) => void unjudged.push(reason);
  return [
    ...events,
    ...gaps.map((gap): GenerationEvent => ({ type: 'grounding-gap', conversationId, ...gap })),
    ...rewritingEvents(conversationId, made.rewriting),
    { type: 'record-ready', index, record: await finish(record, onUnjudged) },
    ...unjudged.map(
      (reason): GenerationEvent => ({ type: 'record-unjudged', index, conversationId, reason }),
    ),
    ...(await variantsOf(draft, finish)),
  ];
}

function rewritingEvents(
  conversationId: string,
  rewriting: NonNullable<Draft['made']>['rewriting'],
): GenerationEvent[] {
  if (rewriting === undefined) return [];
  const { rewritten, kept } = rewriting;
  return [
    { type: 'texts-rewritten', conversationId, texts: rewritten.length },
    // What was offered for messages that nobody asked about is no text that was kept.
    ...kept
      .filter(({ reason }) => reason !== 'not_asked')
      .map(({ index: message, reason, detail }): GenerationEvent => {
        return { type: 'text-kept', conversationId, message, reason, detail };
      }),
  ];
}

/** What scores and mends the records of a run; leaves them alone where neither is wanted. To repair is to judge first. */
function finisherOf({ generate, components }: RunConfig, models: GenerationModels | null): Finish {
  const { evaluate, repair, maxRepairs } = generate;
  if (!evaluate && !repair) return async (record) => record;
  const rubric = parseRubric(components.judge);
  return createFinisher({
    rubric,
    gates: rubric.gates,
    repair,
    maxRepairs,
    runtime: models?.runtime ?? null,
  });
}

/** Why the last attempt was rejected, without the place; of a model that gives no answer all of it, for that can be mended. */
function lastReason(events: readonly GenerationEvent[]): string {
  const last = events.at(-1);
  const reason = last?.type === 'attempt-rejected' ? last.reasons[0] : undefined;
  if (reason?.startsWith(unavailableModel)) return reason;
  return reason?.replace(/ at \/.*$|: .*$/s, '') ?? 'no attempt was planned';
}

function describeRefusals(refusals: ReadonlyMap<string, number>): string {
  const parts = [...refusals].map(([reason, count]) => `${reason.replace(/_/g, ' ')} (${count} draws)`);
  return `every further draw was refused: ${parts.join(', ')}.`;
}
