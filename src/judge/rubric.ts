import type { Locale } from '../types/plan-row.js';
import type { Gates } from '../types/verdict.js';

/** What the offline judge holds a conversation to: data, read from `config/judge.yaml`. */
export type Rubric = {
  readonly version: number;
  readonly gates: Gates;
  readonly dimensions: { readonly [name in DimensionName]: Dimension };
  readonly phrases: { readonly [list in PhraseList]: { readonly [locale: Locale]: readonly string[] } };
};

export const dimensionNames = ['tool_correctness', 'task_completion', 'naturalness'] as const;
export type DimensionName = (typeof dimensionNames)[number];

export const phraseLists = ['robotic', 'failure', 'success', 'closing_offer'] as const;
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
