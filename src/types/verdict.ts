/** One law broken at one place of one record. */
export type Violation = {
  readonly law: Law;
  /** Stable name of the rule inside the law, kebab-case: `roles-alternate`. */
  readonly rule: string;
  /** JSON pointer into the record: `/messages/3/tool_calls/0`. */
  readonly place: string;
  readonly message: string;
};

export type Law = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Scores run from 1.0 to 5.0, one decimal. */
export type JudgeScores = {
  readonly tool_correctness: number;
  readonly task_completion: number;
  readonly naturalness: number;
  /** Mean of the three, two decimals. */
  readonly mean_score: number;
  readonly reasoning: string;
  /** `offline-rubric@<version>`, or the model's id. */
  readonly judge_model: string;
  readonly passed: boolean;
  readonly failed_gates: readonly GateName[];
};

export type GateName = 'tool_correctness' | 'task_completion' | 'naturalness' | 'mean_score';

export type Gates = { readonly [gate in GateName]: number };
