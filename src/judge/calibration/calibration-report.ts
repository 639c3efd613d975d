import type { DimensionName } from '../rubric.js';
import type { Rate } from './wilson.js';

/** How well a judge sees what is wrong, measured on planted defects. All intervals are 95 %. */
export type CalibrationReport = {
  readonly judge_model: string;
  readonly rubric_version: number;
  readonly seed: number;
  /** Words for people: what the figures below count. */
  readonly definitions: { readonly [figure: string]: string };
  readonly alarm_below: { readonly [name in DimensionName]: number };
  readonly kinds: readonly KindReport[];
  /** Kinds of which at least the share `seen_from` raised an alarm. */
  readonly seen: readonly string[];
  readonly not_seen: readonly string[];
  /** Kinds that no record gave an occasion for. */
  readonly not_planted: readonly string[];
  readonly seen_from: number;
  readonly false_alarms: {
    readonly sound: Rate;
    readonly neutral: { readonly [kind: string]: Rate };
    /** Sound and neutrally edited records together. */
    readonly overall: Rate;
  };
  /** Spread of each dimension's scores over the sound records. */
  readonly sound_scores: { readonly [name in DimensionName]: ScoreSpread };
  /** Records that the judge gave no verdict for; they count nowhere else. */
  readonly unjudged: number;
};

export type KindReport = {
  readonly kind: string;
  readonly dimension: DimensionName;
  readonly says: string;
  readonly alarms: Rate;
  readonly harmed_dimension_dropped: Rate;
  /** Mean points by which the harmed dimension's score fell; null where nothing was planted. */
  readonly mean_drop: number | null;
};

export type ScoreSpread = {
  readonly mean: number;
  readonly deviation: number;
  readonly lowest: number;
  readonly highest: number;
  readonly distinct: number;
};
