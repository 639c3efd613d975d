import type { ImportedRecord } from '../../types/imported-record.js';
import { compileDefinition } from '../schema/compile-definition.js';

/** What no rule can say of a conversation of others, as the rest of the sentence "not checked: …". */
export const alwaysUnchecked =
  'where values come from beyond whether they were said before, facts in answers, goals, filters and totals';

/** What is not checked in one imported record and is in others. */
export function uncheckedIn({ metadata, tools, tool_calls: calls }: ImportedRecord): string[] {
  const { lacks } = metadata.imported;
  const reasons: string[] = [];
  if (lacks.includes('tools')) reasons.push('calls against their tools: the source offers none');
  if (lacks.includes('results'))
    reasons.push('results, one world, and values of later calls: the source holds no results');
  if (lacks.includes('answers')) reasons.push('anything that an assistant says: the source holds no answer');
  const called = new Set(calls.map(({ name }) => name));
  if (tools.some(({ name, parameters }) => called.has(name) && !compileDefinition(parameters).usable))
    reasons.push('calls of tools whose schema cannot be compiled');
  return reasons;
}
