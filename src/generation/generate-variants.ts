import { planVariants, type VariantContext } from '../plan/plan-variants.js';
import { createRandom } from '../random/random.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import { twinProblems } from '../validate/twins/twin-checks.js';
import type { Finish } from './create-finisher.js';
import { type GenerationContext, generateRecord } from './generate-record.js';

/**
 * Variants of the record that an attempt became: from its chain, its world and its choice of words, each different in one
 * declared way. They go through the laws, not through the gate on texts, since they are to resemble their base.
 */
export async function generateVariants(
  base: DatasetRecord,
  row: PlanRow,
  attempt: PlanAttempt,
  { number, wording }: { readonly number: number; readonly wording: number },
  context: GenerationContext,
  variants: Omit<VariantContext, 'now' | 'locale'>,
  finish: Finish,
): Promise<readonly GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  const random = createRandom(context.seed).fork(`variants-${row.index}`).fork(`attempt-${number}`);
  for (const { difference, attempt: changed } of planVariants(
    attempt,
    { ...variants, now: row.now, locale: row.locale },
    random,
  )) {
    const outcome = generateRecord(row, changed, number, wording, context, difference);
    const reasons = outcome.ok ? twinProblems(base, outcome.record) : outcome.reasons;
    events.push(
      outcome.ok && reasons.length === 0
        ? { type: 'variant-ready', index: row.index, record: await finish(outcome.record, () => undefined) }
        : { type: 'variant-rejected', index: row.index, variant: difference.kind, reasons },
    );
  }
  return events;
}
