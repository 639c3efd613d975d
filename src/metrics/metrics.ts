import type { Locale } from '../types/plan-row.js';
import type { Figures } from './figure.js';
import type { Shapes } from './shape-counts.js';

/** The figures of a dataset: what `datagen metrics --json` prints. */
export type Metrics = {
  /** Seed of the samples. */
  readonly seed: number;
  readonly records: {
    readonly total: number;
    /** Twins left out: what the figures rest on. */
    readonly base: number;
    readonly twins: number;
    /** Lines that are no record. */
    readonly skipped: number;
  };
  /** The locale that the language figures among `figures` are about: English where there is any, else the first by name. */
  readonly language: Locale | null;
  readonly figures: Figures;
  /** The language figures of the file's other locales, where it has several. */
  readonly other_languages: { readonly [locale: Locale]: Figures };
  readonly mix: readonly MixShare[];
  readonly shapes: Shapes;
};

export type MixShare = {
  readonly phenomenon: string;
  readonly count: number;
  /** 0–1 of all base records; null where the records do not say. */
  readonly share: number | null;
  /** 0–1; null where none was given. */
  readonly target: number | null;
};
