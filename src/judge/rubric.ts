import type { Locale } from '../types/plan-row.js';
import type { Gates } from '../types/verdict.js';

/** What a judge holds a conversation to: data, read from `config/judge.yaml`. Findings and phrases are the offline judge's. */
export type Rubric = {
  readonly version: number;
  readonly gates: Gates;
  readonly dimensions: { readonly [name in DimensionName]: Dimension };
  /** Highest scores that a model may give where a finding is proven, by dimension and kind of finding. */
  readonly caps: { readonly [name in DimensionName]?: { readonly [kind: string]: number } };
  readonly quote: QuoteBounds;
  readonly calibration: CalibrationSettings;
  readonly phrases: { readonly [list in PhraseList]: { readonly [locale: Locale]: readonly string[] } };
};

export const dimensionNames = ['tool_correctness', 'task_completion', 'naturalness'] as const;
export type DimensionName = (typeof dimensionNames)[number];

/** How much of a record a model is shown, and may answer. */
export type QuoteBounds = {
  /** Characters of one text, output or schema. */
  readonly text_characters: number;
  /** Characters of the whole JSON document. */
  readonly total_characters: number;
  /** Tokens of the verdict. */
  readonly answer_tokens: number;
};

export type CalibrationSettings = {
  /** A score below its bound is an alarm. */
  readonly alarm_below: { readonly [name in DimensionName]: number };
  /** Share of planted defects of a kind, from which on the judge counts as seeing it. */
  readonly seen_from: number;
};

export const phraseLists = [
  'robotic',
  'failure',
  'success',
  'closing_offer',
  'confirmation',
  'final_verbs',
  'common_words',
] as const;
export type PhraseList = (typeof phraseLists)[number];

export type Dimension = {
  readonly question: string;
  /** What the scores 1 to 5 mean, in words. */
  readonly anchors: { readonly [score: string]: string };
  readonly findings: { readonly [kind: string]: FindingRule };
};

export type FindingRule = {
  /** Points for one finding, or for an amount of 1 where it is graded. */
  readonly deduct: number;
  readonly at_most: number;
  /** True where the amount is a share, 0–1: such findings rank sound conversations. */
  readonly graded?: boolean;
  /** The finding in words, for the reasoning. */
  readonly says: string;
};

/** Something that the judge found. */
export type Finding = {
  readonly kind: string;
  /** 1 for a plain finding, 0–1 for a graded one. */
  readonly amount: number;
  /** What or where, quoted from the transcript. */
  readonly detail?: string;
};
