import type { Rule } from '../rule.js';
import { callsBelong, callsNeeded, goalsAchieved } from './achieved-rules.js';
import { answerRules } from './faithful-rules.js';
import { confirmationsAsked, forbiddenNotCalled, policiesStated } from './policy-rules.js';
import { reasonJustified, saysSo, unservedWritesNothing } from './unachieved-rules.js';

/** Laws 5 (point) and 6 (faithful answers). */
export const goalRules: readonly Rule[] = [
  { law: 5, name: 'goal-achieved', check: goalsAchieved },
  { law: 5, name: 'call-needed', check: callsNeeded },
  { law: 5, name: 'call-belongs-to-goal', check: callsBelong },
  { law: 5, name: 'unserved-writes-nothing', check: unservedWritesNothing },
  { law: 5, name: 'reason-justified', check: reasonJustified },
  { law: 5, name: 'says-so', check: saysSo },
  { law: 5, name: 'policy-stated', check: policiesStated },
  { law: 5, name: 'forbidden-not-called', check: forbiddenNotCalled },
  { law: 5, name: 'confirmation-asked', check: confirmationsAsked },
  ...answerRules,
];
