import { toNeighbourhood } from '../plan/choose-distractors.js';
import type { VariantContext } from '../plan/plan-variants.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Finish } from './create-finisher.js';
import type { RealisationCatalog } from './create-realisation.js';
import type { Draft } from './draft-row.js';
import type { GenerationContext } from './generate-record.js';
import { generateVariants } from './generate-variants.js';

/** Makes the variants of a record that a draft became. */
export type MakeVariants = (
  draft: Draft,
  record: DatasetRecord,
  context: GenerationContext,
  finish: Finish,
) => Promise<readonly GenerationEvent[]>;

/** Variants are drawn from the whole catalog, which the run otherwise has no need of. */
export function createVariants({ endpoints, whole }: RealisationCatalog, knowledge: Knowledge): MakeVariants {
  const { registry, graph, sampler } = whole();
  const variants: Omit<VariantContext, 'now' | 'locale'> = {
    ...{ sampler, knowledge, endpoints },
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
  };
  return async ({ row, number, wording }, record, context, finish) => {
    const attempt = row.attempts[number];
    if (attempt === undefined) return [];
    return generateVariants(record, row, attempt, { number, wording }, context, variants, finish);
  };
}
