import type { Violation } from '../types/verdict.js';
import type { RecordView } from './record-view.js';
import type { Rule } from './rule.js';

/** What the rules find in a record, rule by rule. Never throws. */
export function applyRules(view: RecordView, rules: readonly Rule[]): Violation[] {
  const violations: Violation[] = [];
  let rule = rules[0];
  const report = (place: string, message: string): void => {
    if (rule !== undefined) violations.push({ law: rule.law, rule: rule.name, place, message });
  };
  for (rule of rules) {
    try {
      rule.check(view, report);
    } catch (error) {
      // A record so odd that a rule stumbles over it has not been shown to keep the law.
      const detail = error instanceof Error ? error.message : String(error);
      report('', `The rule could not be decided: ${detail}`);
    }
  }
  return violations;
}
