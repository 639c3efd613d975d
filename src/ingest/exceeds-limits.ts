import type { RawParameter } from '../types/raw-tool.js';
import type { RefusalReason } from '../types/refusal.js';

/** Real endpoints take up to a hundred parameters; checkers of schemas overflow the stack at some five thousand. */
const maximumParameters = 2_000;
const maximumMembers = 10_000;

/** Why an endpoint takes more than anything real does, or null. `detail` continues "Entry 3 of 'api_list'". */
export function exceedsLimits(
  parameters: readonly RawParameter[],
): { readonly reason: RefusalReason; readonly detail: string } | null {
  if (parameters.length > maximumParameters) {
    const detail = `takes ${parameters.length} parameters; the limit is ${maximumParameters}.`;
    return { reason: 'too_many_parameters', detail };
  }
  for (const { name, extensions } of parameters) {
    const members = extensions['x-enum'];
    if (!Array.isArray(members) || members.length <= maximumMembers) continue;
    const detail = `lists ${members.length} values for '${name}'; the limit is ${maximumMembers}.`;
    return { reason: 'enum_too_long', detail };
  }
  return null;
}
