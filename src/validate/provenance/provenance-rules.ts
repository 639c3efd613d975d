import type { Rule } from '../rule.js';
import { answerRules } from './answer-rules.js';
import { argumentRules } from './argument-rules.js';
import { negationRule } from './negation-rule.js';

/** Law 2: every leaf of every argument and every fact in an assistant's text has a source that gives it. */
export const provenanceRules: readonly Rule[] = [...argumentRules, ...answerRules, negationRule];
