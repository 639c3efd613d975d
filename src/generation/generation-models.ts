import type { ModelRuntime } from '../language-models/model-runtime.js';
import type { SpeakingRole } from '../types/language-model.js';

/** What lets models take part in a run. */
export type GenerationModels = {
  readonly runtime: ModelRuntime;
  /** `llm`: live agents; `rewrite`: offline conversations in other words; `offline`: models judge or repair only. */
  readonly agents: 'offline' | 'llm' | 'rewrite';
  /** Rows under way at once, from 1. */
  readonly width: number;
  /** Whether what caps leave carries another row beside those under way, after so many that ended. */
  readonly mayBegin?: (underWay: number, ended: number) => boolean;
  /** Whether reasoning of the assistant is asked for and kept. */
  readonly reasoning: boolean;
  /** Tokens of one message, by role. */
  readonly maxTokens: { readonly [role in SpeakingRole]: number };
};
