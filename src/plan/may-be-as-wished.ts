import type { PlanAttempt } from '../types/plan-row.js';
import { lengthClassOf } from './chain-parts.js';
import type { SteeredPhenomenon } from './mix.js';
import type { AttemptOutline } from './outline-attempt.js';
import type { RowRequest } from './row-request.js';
import type { TwistContext } from './twists/twist-planner.js';
import { mayMissTool } from './twists/undone-goal.js';
import { mayCorrect } from './twists/user-correction.js';

/** What the chain with its requests and picks shows, or nothing does. */
const ofChain = [
  'parallel_calls',
  'choice_among_results',
  'confirmation',
  'follow_up_goal',
] as const satisfies readonly SteeredPhenomenon[];

/**
 * False where an attempt cannot come to what the row wants, whatever its values, company and twists: none of those need to
 * be worked out then. `attempt` has none of them yet, `outline` is its own. `exact`: all that is wanted has to be shown.
 */
export function mayBeAsWished(
  attempt: PlanAttempt,
  outline: AttemptOutline,
  { wanted, length }: RowRequest,
  exact: boolean,
  context: TwistContext,
): boolean {
  if (length !== null && !mayHaveLength(outline.calls, attempt.chain.steps.length, wanted, length))
    return false;
  if (!exact) return true;
  if (ofChain.some((name) => wanted.has(name) && !outline.phenomena.has(name))) return false;
  if (wanted.has('missing_tool') && !mayMissTool(attempt, context)) return false;
  return !wanted.has('user_correction') || mayCorrect(attempt, context);
}

/** What ends a goal takes a call away, what fails or is put right adds some. */
function mayHaveLength(
  calls: number,
  steps: number,
  wanted: ReadonlySet<SteeredPhenomenon>,
  length: 'short' | 'medium' | 'long',
): boolean {
  const ends = wanted.has('missing_tool') || wanted.has('refusal') || wanted.has('confirmation');
  const least = calls - (ends ? 1 : 0);
  const most = calls + (wanted.has('tool_error') ? 1 : 0) + (wanted.has('user_correction') ? steps : 0);
  for (let count = least; count <= most; count += 1) if (lengthClassOf(count) === length) return true;
  return false;
}
