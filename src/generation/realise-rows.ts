import type { RunConfig } from '../config/run-config.js';
import { createTextGate } from '../dataset/text-gate.js';
import { parseRubric } from '../judge/read-rubric.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { PlanRow } from '../types/plan-row.js';
import type { Finish } from './create-finisher.js';
import {
  createRealisation,
  type Realisation,
  type RealisationCatalog,
  type RealisationWords,
} from './create-realisation.js';
import { type Draft, draftRow, redraftRow } from './draft-row.js';
import { gateRows } from './gate-rows.js';
import type { GenerationModels } from './generation-models.js';
import { inOrder } from './in-order.js';
import { loadedLater } from './loaded-later.js';
import { unavailableModel } from './unavailable-model.js';

/** What one row of the plan came to, in events; a record among them unless it stays a hole. */
export type RealisedRow = { readonly index: number; readonly events: readonly GenerationEvent[] };

/** Makes records of rows; made once, it serves any number of blocks. */
export type RowRealiser = (rows: AsyncIterable<PlanRow>) => AsyncGenerator<RealisedRow, void, undefined>;

/**
 * Rows become records or holes, in their order. Text gates look at the row's own block only, so whole blocks can be realised
 * anywhere and in any order: the result is a pure function of the rows, the catalog and the configuration.
 */
export function createRowRealiser(
  catalog: RealisationCatalog,
  config: RunConfig,
  models: GenerationModels | null,
  words?: RealisationWords,
): RowRealiser {
  const realisation = createRealisation(catalog, config, models, words);
  const finish = finisherOf(config, models);
  // Offline nothing is worth starting before its turn; models answer late, so that many rows are under way at once.
  const width = models?.width ?? 1;
  const wish = config.generate.difficulty;
  return (rows) =>
    inOrder(
      gateRows({
        rows,
        draft: (row) => draftRow(row, { number: 0, wording: 0 }, realisation.realise, wish),
        redraft: (draft, reasons) => redraftRow(draft, reasons, realisation.realise, wish),
        ...{ createGate: createTextGate, blockSize: config.plan.blockSize, width },
        ahead: models === null ? 1 : width * 8,
        ...(models?.mayBegin ? { mayBegin: models.mayBegin } : {}),
      }),
      async (draft) => ({ index: draft.row.index, events: await toEvents(draft, realisation, finish) }),
      width,
    );
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
  const options = { rubric, gates: rubric.gates, repair, maxRepairs, runtime: models?.runtime ?? null };
  return loadedLater(async () => (await import('./create-finisher.js')).createFinisher(options));
}

/** Why the last attempt was rejected, without the place; of a model that gives no answer all of it, for that can be mended. */
function lastReason(events: readonly GenerationEvent[]): string {
  const last = events.at(-1);
  const reason = last?.type === 'attempt-rejected' ? last.reasons[0] : undefined;
  if (reason?.startsWith(unavailableModel)) return reason;
  return reason === undefined ? 'no attempt was planned' : withoutPlace(reason);
}

/** What was wrong, without where: `law 2 unclaimed-fact`. */
export function withoutPlace(reason: string): string {
  return reason.replace(/ at \/.*$|: .*$/s, '');
}
