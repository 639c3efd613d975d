import { withoutPlace } from '../generation/realise-rows.js';
import { type CoverageCounts, createCoverageTally } from '../steering/coverage-tally.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { Endpoint } from '../types/tool-registry.js';
import { createNameTally, type NameCounts } from './name-counts.js';

/** What happened while rows became records: plain data, so that it can be counted in parts and put together. */
export type RunCounts = {
  readonly records: number;
  /** Variants written beside the base records, and those left out. */
  readonly variants: number;
  readonly rejected_variants: number;
  readonly judged: number;
  readonly passed: number;
  /** Records that a model could not judge. */
  readonly unjudged: number;
  readonly rejected_attempts: number;
  readonly grounding_gaps: number;
  /** Texts that a model rewrote. */
  readonly rewritten_texts: number;
  /** Rows that stay without a record, and why, in order. */
  readonly holes: readonly (readonly [row: number, reason: string])[];
  /** Why attempts were rejected, without the place. */
  readonly rejections: NameCounts;
  /** Why texts of a model were not taken. */
  readonly kept_texts: NameCounts;
  readonly domains: NameCounts;
  readonly patterns: NameCounts;
  readonly situations: NameCounts;
  readonly graph: CoverageCounts;
};

export type RunTally = {
  add(event: GenerationEvent): void;
  merge(counts: RunCounts): void;
  counts(): RunCounts;
};

/** `endpointNamed` knows the endpoints whose coverage counts; what only merges needs none. */
export function createRunTally(
  endpointNamed: (callName: string) => Endpoint | undefined = () => undefined,
): RunTally {
  const numbers = {
    ...{ records: 0, variants: 0, rejected_variants: 0, judged: 0, passed: 0, unjudged: 0 },
    ...{ rejected_attempts: 0, grounding_gaps: 0, rewritten_texts: 0 },
  };
  const names = {
    rejections: createNameTally(),
    kept_texts: createNameTally(),
    domains: createNameTally(),
    patterns: createNameTally(),
    situations: createNameTally(),
  };
  const holes: (readonly [number, string])[] = [];
  const graph = createCoverageTally(endpointNamed);

  return {
    add(event) {
      switch (event.type) {
        case 'record-ready': {
          const { record } = event;
          numbers.records += 1;
          if (record.passed !== undefined) numbers.judged += 1;
          if (record.passed === true) numbers.passed += 1;
          names.domains.add(record.metadata.domain);
          names.patterns.add(record.metadata.pattern_type);
          for (const { name } of record.phenomena) names.situations.add(name);
          graph.add(record);
          return;
        }
        case 'attempt-rejected':
          numbers.rejected_attempts += 1;
          names.rejections.add(withoutPlace(event.reasons[0] ?? 'no reason given'));
          return;
        case 'row-abandoned':
          holes.push([event.index, event.reason]);
          return;
        case 'variant-ready':
          numbers.variants += 1;
          return;
        case 'variant-rejected':
          numbers.rejected_variants += 1;
          return;
        case 'record-unjudged':
          numbers.unjudged += 1;
          return;
        case 'grounding-gap':
          numbers.grounding_gaps += 1;
          return;
        case 'texts-rewritten':
          numbers.rewritten_texts += event.texts;
          return;
        case 'text-kept':
          names.kept_texts.add(event.reason);
      }
    },
    merge(counts) {
      for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) numbers[key] += counts[key];
      for (const key of Object.keys(names) as (keyof typeof names)[]) names[key].merge(counts[key]);
      holes.push(...counts.holes);
      graph.merge(counts.graph);
    },
    counts: () => ({
      ...numbers,
      holes: [...holes].sort(([one], [other]) => one - other),
      rejections: names.rejections.counts(),
      kept_texts: names.kept_texts.counts(),
      domains: names.domains.counts(),
      patterns: names.patterns.counts(),
      situations: names.situations.counts(),
      graph: graph.counts(),
    }),
  };
}
