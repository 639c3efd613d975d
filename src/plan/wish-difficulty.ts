import type { DifficultyWish } from '../types/difficulty-wish.js';
import type { ModeOption } from '../types/plan-row.js';
import type { SampleRequest } from '../types/sampling.js';
import type { PlanShares } from './plan-settings.js';

/** Most steps that a chain has. */
const longest = 10;

/** Whether anything about the calls is asked for, which a request without calls could not keep. */
export function wantsCalls(wish: DifficultyWish): boolean {
  return leastCalls(wish) > 0 || wish.clarifications > 0 || wish.distractor_similarity > 0;
}

/** Steps without which depth, fan-in and calls cannot be. */
export function leastCalls({
  depth,
  fan_in,
  calls,
}: Pick<DifficultyWish, 'depth' | 'fan_in' | 'calls'>): number {
  return Math.max(depth, fan_in > 0 ? fan_in + 1 : 0, calls);
}

/** The shares of the mix that go with a wish: what would break it has the ceiling 0, and its slots go to others. */
export function sharesUnder(wish: DifficultyWish, shares: PlanShares): PlanShares {
  if (!wantsCalls(wish)) return shares;
  return {
    ...shares,
    no_tool: 0,
    short: leastCalls(wish) > 2 ? 0 : shares.short,
    missing_parameter: wish.clarifications > 0 ? 1 : shares.missing_parameter,
    // Each question that is wanted needs a message of its own.
    follow_up_goal: wish.clarifications > 1 ? 1 : shares.follow_up_goal,
  };
}

/** The request, made hard enough. Under `mixed` a short row becomes a longer one; a mode that is asked for stays. */
export function hardenRequest(request: SampleRequest, wish: DifficultyWish, mode: ModeOption): SampleRequest {
  // Each question that is wanted needs a goal of its own.
  const goals = wish.clarifications > 1 ? wish.clarifications : 0;
  const least = Math.max(leastCalls(wish), goals);
  if (least === 0) return request;
  const minimum = Math.min(longest, Math.max(request.steps.minimum, least));
  const maximum =
    mode === 'short'
      ? request.steps.maximum
      : Math.min(longest, Math.max(request.steps.maximum, minimum + 1));
  return {
    ...request,
    mode: mode === 'mixed' && request.mode === 'short' && minimum > 2 ? 'sequential' : request.mode,
    steps: { minimum: Math.max(minimum, least), maximum },
    goals: {
      minimum: Math.max(request.goals.minimum, goals),
      maximum: Math.max(request.goals.maximum, goals),
    },
    difficulty: { depth: wish.depth, fanIn: wish.fan_in },
  };
}
