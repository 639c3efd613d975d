import type { LanguageData } from '../language/data/language-data.js';
import type { Knowledge } from '../types/knowledge.js';

/** What every offline agent knows beside the conversation. */
export type AgentContext = {
  readonly knowledge: Knowledge;
  readonly language: LanguageData;
};
