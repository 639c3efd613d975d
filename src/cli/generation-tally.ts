import type { GenerationEvent } from '../types/generation-event.js';
import { plural } from './plural.js';

/** Counts what happened while a dataset was generated. */
export type GenerationTally = {
  add(event: GenerationEvent): void;
  counts(): GenerationCounts;
  /** Texts that were not taken from a model, by reason, the most frequent first. */
  keptTexts(): readonly (readonly [reason: string, count: number])[];
  /** Why there are fewer conversations than asked, one reason a line; empty when nothing went missing. */
  shortfall(): string[];
};

export type GenerationCounts = {
  readonly records: number;
  readonly passed: number;
  readonly judged: number;
  readonly rejected_attempts: number;
  readonly abandoned_rows: number;
  readonly grounding_gaps: number;
  /** Variants written beside the base records, and those left out. */
  readonly variants: number;
  readonly rejected_variants: number;
  /** Records that a model could not judge. */
  readonly unjudged: number;
  /** Texts that a model rewrote, and texts that kept their own words because its were not proven to say the same. */
  readonly rewritten_texts: number;
  readonly kept_texts: number;
};

export function createGenerationTally(): GenerationTally {
  const counts = {
    records: 0,
    passed: 0,
    judged: 0,
    rejected_attempts: 0,
    abandoned_rows: 0,
    grounding_gaps: 0,
    variants: 0,
    rejected_variants: 0,
    unjudged: 0,
    rewritten_texts: 0,
    kept_texts: 0,
  };
  const kept = new Map<string, number>();
  const abandoned = new Map<string, number>();
  let exhausted: Extract<GenerationEvent, { type: 'catalog-exhausted' }> | null = null;

  return {
    add(event) {
      switch (event.type) {
        case 'record-ready':
          counts.records += 1;
          if (event.record.passed !== undefined) counts.judged += 1;
          if (event.record.passed === true) counts.passed += 1;
          return;
        case 'attempt-rejected':
          counts.rejected_attempts += 1;
          return;
        case 'variant-ready':
          counts.variants += 1;
          return;
        case 'variant-rejected':
          counts.rejected_variants += 1;
          return;
        case 'row-abandoned':
          counts.abandoned_rows += 1;
          abandoned.set(event.reason, (abandoned.get(event.reason) ?? 0) + 1);
          return;
        case 'grounding-gap':
          counts.grounding_gaps += 1;
          return;
        case 'record-unjudged':
          counts.unjudged += 1;
          return;
        case 'texts-rewritten':
          counts.rewritten_texts += event.texts;
          return;
        case 'text-kept':
          counts.kept_texts += 1;
          kept.set(event.reason, (kept.get(event.reason) ?? 0) + 1);
          return;
        case 'catalog-exhausted':
          exhausted = event;
      }
    },
    counts: () => ({ ...counts }),
    keptTexts: () => [...kept].sort(([, one], [, other]) => other - one),
    shortfall: () => [
      ...(exhausted === null
        ? []
        : [
            `The catalog holds ${plural(exhausted.planned, 'distinct conversation')} under this configuration: ${exhausted.reason}`,
          ]),
      ...[...abandoned].map(
        ([reason, count]) => `${plural(count, 'row')} given up: ${reason.replace(/\.$/, '')}.`,
      ),
    ],
  };
}

/** One line of the log for people who asked to see what was rejected and why. */
export function describeEvent(event: GenerationEvent): string | null {
  switch (event.type) {
    case 'record-ready':
    case 'variant-ready':
    case 'texts-rewritten':
    case 'catalog-exhausted':
      return null;
    case 'variant-rejected':
      return `row ${event.index}, variant ${event.variant}: left out: ${event.reasons.join('; ')}`;
    case 'attempt-rejected':
      return `row ${event.index}, attempt ${event.attempt}: rejected: ${event.reasons.join('; ')}`;
    case 'text-kept':
      return `${event.conversationId}, message ${event.message}: keeps its text (${event.reason}): ${event.detail}`;
    case 'record-unjudged':
      return `${event.conversationId}: not judged: ${event.reason}`;
    case 'row-abandoned':
      return `row ${event.index}: given up: ${event.reason}`;
    case 'grounding-gap':
      return `${event.conversationId}, step ${event.step} (${event.endpoint}): no source for ${event.parameters.join(', ')}`;
  }
}
