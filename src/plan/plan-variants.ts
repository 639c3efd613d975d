import type { Random } from '../random/random.js';
import type { PlanAttempt, PlannedDistractor } from '../types/plan-row.js';
import type { Sampler } from '../types/sampling.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { TwinDifference, TwinKind } from '../types/twin.js';
import type { ToolErrorTwist, Twist } from '../types/twist.js';
import { bindSlots } from './bind-slots.js';
import { chooseDistractors, compareWith, type Neighbourhood, serves } from './choose-distractors.js';
import { chooseWithheld } from './choose-withheld.js';
import { isNamedBy } from './is-named-by.js';
import { performedSteps } from './outline-attempt.js';
import { planToolError } from './twists/tool-error.js';
import { lastGoalIfFree, type TwistContext, writesAtMostLast } from './twists/twist-planner.js';
import { planUserCorrection } from './twists/user-correction.js';

export type VariantContext = Omit<TwistContext, 'byEntity'> & {
  readonly neighbourhood: Neighbourhood;
  readonly sampler: Sampler;
};

export type PlannedVariant = { readonly difference: TwinDifference; readonly attempt: PlanAttempt };

/**
 * Variants of an attempt that differ from it in exactly one declared way; fewer where the attempt cannot bear a difference,
 * or shows it already.
 */
export function planVariants(
  attempt: PlanAttempt,
  context: VariantContext,
  random: Random,
): PlannedVariant[] {
  return Object.entries(planners).flatMap(([kind, plan]) => {
    const variant = attempt.served ? plan(attempt, context, random.fork(kind)) : null;
    return variant === null ? [] : [variant];
  });
}

type VariantPlanner = (
  attempt: PlanAttempt,
  context: VariantContext,
  random: Random,
) => PlannedVariant | null;

const planners: { readonly [kind in TwinKind]: VariantPlanner } = {
  parameter_withheld(attempt, context, random) {
    if (attempt.withheld.length > 0 || attempt.twists.some(({ kind }) => kind === 'ambiguous_intent'))
      return null;
    const [slot] = chooseWithheld(attempt.chain, context.endpoints, 'clarification_first', random);
    const taker = slot === undefined ? null : takerOf(slot, attempt, context);
    const isTwisted = attempt.twists.some((twist) => 'slot' in twist || twist.kind === 'tool_error');
    if (slot === undefined || taker === null || isTwisted) return null;
    return {
      difference: { kind: 'parameter_withheld', ...taker },
      attempt: { ...attempt, withheld: [slot] },
    };
  },
  function_missing(attempt, context) {
    const gone = missingStep(attempt, context);
    if (gone === null) return null;
    const { endpoint, goal } = gone;
    return {
      difference: { kind: 'function_missing', tool: endpoint.callName },
      attempt: withoutGoal(attempt, goal, context),
    };
  },
  irrelevant_request(attempt, context, random) {
    const offered = offeredBy(attempt, context);
    for (let draw = 0; draw < 12; draw += 1) {
      const own = random.fork(`draw-${draw}`);
      const request = {
        mode: 'short',
        steps: { minimum: 1, maximum: 1 },
        goals: { minimum: 1, maximum: 1 },
      } as const;
      const outcome = context.sampler.sample(request, own.fork('chain'));
      const asked = outcome.ok ? context.endpoints.get(outcome.chain.steps[0]?.endpointId ?? '') : undefined;
      if (!outcome.ok || !asked || offered.some((other) => comesNear(other, asked, context))) continue;
      return {
        difference: { kind: 'irrelevant_request' },
        attempt: {
          chain: outcome.chain,
          bindings: bindSlots(outcome.chain, context, own.fork('bindings')),
          distractors: offered.map(({ id }): PlannedDistractor => ({ endpointId: id, shares: null })),
          ...{ withheld: [], served: false, requests: [[0]], picks: [], twists: [] },
        },
      };
    }
    return null;
  },
  error_injected(attempt, context, random) {
    if (attempt.twists.some(({ kind }) => kind === 'tool_error')) return null;
    // Another tool on offer would be a second difference.
    const twist = planToolError(
      attempt,
      { ...context, byEntity: new Map() },
      random,
    ) as ToolErrorTwist | null;
    const failing = context.endpoints.get(attempt.chain.steps[twist?.step ?? -1]?.endpointId ?? '');
    if (twist === null || !failing) return null;
    return {
      difference: { kind: 'error_injected', tool: failing.callName, error: twist.error },
      attempt: withTwist(attempt, twist),
    };
  },
  distractor_instead(attempt, context, random) {
    const gone = missingStep(attempt, context);
    if (gone === null) return null;
    const offered = new Set(offeredBy(attempt, context).map(({ id }) => id));
    const candidates = chooseDistractors(
      { needed: [gone.endpoint], count: 8, orStranger: true },
      context.neighbourhood,
      random,
    );
    const [other] = candidates.flatMap(({ endpointId }) => {
      const endpoint = context.endpoints.get(endpointId);
      return endpoint && !offered.has(endpointId) ? [endpoint] : [];
    });
    if (!other) return null;
    const changed = withoutGoal(attempt, gone.goal, context);
    return {
      difference: { kind: 'distractor_instead', tool: gone.endpoint.callName, distractor: other.callName },
      attempt: { ...changed, distractors: [...changed.distractors, { endpointId: other.id, shares: null }] },
    };
  },
  user_correction(attempt, context, random) {
    if (attempt.twists.some(({ kind }) => kind === 'user_correction')) return null;
    const twist = planUserCorrection(attempt, { ...context, byEntity: new Map() }, random);
    const taker = twist?.kind === 'user_correction' ? takerOf(twist.slot, attempt, context) : null;
    if (twist === null || taker === null) return null;
    return { difference: { kind: 'user_correction', ...taker }, attempt: withTwist(attempt, twist) };
  },
};

function withTwist(attempt: PlanAttempt, twist: Twist): PlanAttempt {
  return { ...attempt, twists: [...attempt.twists, twist] };
}

/** The goal's last endpoint goes; what the others share with those that are still called is looked at anew. */
function withoutGoal(
  attempt: PlanAttempt,
  goal: number,
  { endpoints, neighbourhood }: VariantContext,
): PlanAttempt {
  const changed = withTwist(attempt, { kind: 'missing_tool', goal });
  const called = [...performedSteps(changed)].flatMap(
    (step) => endpoints.get(attempt.chain.steps[step]?.endpointId ?? '') ?? [],
  );
  return { ...changed, distractors: compareWith(attempt.distractors, called, endpoints, neighbourhood) };
}

/** The endpoint whose lack leaves the last step of the last goal undone and nothing else. */
function missingStep(
  attempt: PlanAttempt,
  context: VariantContext,
): { readonly endpoint: Endpoint; readonly goal: number } | null {
  const { endpoints } = context;
  const goal = lastGoalIfFree(attempt);
  const step = goal === null ? undefined : attempt.chain.goals[goal]?.steps.at(-1);
  const endpoint = endpoints.get(attempt.chain.steps[step ?? -1]?.endpointId ?? '');
  if (goal === null || !endpoint || attempt.twists.some(({ kind }) => kind === 'ambiguous_intent'))
    return null;
  if (!writesAtMostLast(goal, attempt, context)) return null;
  const others = attempt.chain.steps.filter((_, index) => index !== step);
  const standsIn = [...others, ...attempt.distractors].some(({ endpointId }) => {
    const other = endpoints.get(endpointId);
    return endpointId === endpoint.id || !other || isNamedBy(other, endpoint);
  });
  return standsIn ? null : { endpoint, goal };
}

/** The tool and parameter that a slot is first said for. */
function takerOf(
  slot: number,
  { chain }: PlanAttempt,
  { endpoints }: VariantContext,
): { readonly tool: string; readonly parameter: string } | null {
  const named = chain.slots[slot];
  const endpoint = endpoints.get(named?.endpointId ?? '');
  return named && endpoint ? { tool: endpoint.callName, parameter: named.parameter } : null;
}

function offeredBy(attempt: PlanAttempt, { endpoints }: VariantContext): Endpoint[] {
  const performed = performedSteps(attempt);
  const needed = attempt.chain.steps.filter((_, step) => performed.has(step));
  const ids = new Set([...needed, ...attempt.distractors].map(({ endpointId }) => endpointId));
  return [...ids].flatMap((id) => endpoints.get(id) ?? []);
}

/** True where what is offered could be taken for what is asked: of one tool or entity, or named alike. */
function comesNear(offered: Endpoint, asked: Endpoint, { neighbourhood }: VariantContext): boolean {
  const category = (endpoint: Endpoint) => neighbourhood.categoryOf.get(endpoint.toolId);
  return (
    offered.id === asked.id ||
    category(offered) === category(asked) ||
    (offered.entity !== null && offered.entity === asked.entity) ||
    serves(offered, asked) ||
    isNamedBy(offered, asked)
  );
}
