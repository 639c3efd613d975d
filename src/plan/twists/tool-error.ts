import type { Random } from '../../random/random.js';
import { isWrite } from '../../sampler/draft.js';
import type { JsonValue } from '../../types/json.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import type { ToolChain } from '../../types/tool-chain.js';
import type { Endpoint, Parameter } from '../../types/tool-registry.js';
import type { ToolErrorTwist } from '../../types/twist.js';
import { lastStep, performedSteps } from '../outline-attempt.js';
import { findDetour } from './find-detour.js';
import { misspell } from './misspell.js';
import {
  lastGoalIfFree,
  revisedSlots,
  type TwistContext,
  type TwistPlanner,
  takesSlot,
  writesAtMostLast,
} from './twist-planner.js';

/** How likely each recovery is taken where several are open. */
const weights = { retry: 3, asking: 7, other_tool: 3, telling: 2 } as const;

/** A call that fails, and the right way on: the same again, another value, another tool, or telling the user. */
export const planToolError: TwistPlanner = (attempt, context, random) => {
  const options = [
    ...retries(attempt, context),
    ...askings(attempt, context, random.fork('asking')),
    ...detours(attempt, context, random.fork('detour')),
    ...tellings(attempt, context),
  ];
  if (options.length === 0) return null;
  const kinds = [...new Set(options.map(({ recovery }) => recovery.by))];
  const kind = random.pickWeighted(
    kinds,
    kinds.map((by) => weights[by]),
  );
  return random.pick(options.filter(({ recovery }) => recovery.by === kind));
};

/** A write that may have gone through is not sent again: only a limit on the rate says that it did not. */
function retries(attempt: PlanAttempt, context: TwistContext): ToolErrorTwist[] {
  return openSteps(attempt).flatMap((step): ToolErrorTwist[] => {
    const endpoint = endpointOf(step, attempt.chain, context);
    if (!endpoint) return [];
    const limited: ToolErrorTwist = {
      kind: 'tool_error',
      step,
      error: 'rate_limit',
      recovery: { by: 'retry' },
    };
    return isWrite(endpoint.intent) ? [limited] : [limited, { ...limited, error: 'unavailable' }];
  });
}

function askings(attempt: PlanAttempt, context: TwistContext, random: Random): ToolErrorTwist[] {
  const { chain, bindings, withheld } = attempt;
  const revised = revisedSlots(attempt);
  return openSteps(attempt).flatMap((step): ToolErrorTwist[] => {
    const endpoint = endpointOf(step, chain, context);
    if (!endpoint || chain.steps[step]?.parallelGroup !== null) return [];
    return chain.steps[step].arguments.flatMap(({ parameter: name, from }): ToolErrorTwist[] => {
      if (from.kind !== 'slot' || withheld.includes(from.slot) || revised.has(from.slot)) return [];
      const { slot } = from;
      if (chain.steps.slice(0, step).some((_, earlier) => takesSlot(earlier, slot, attempt))) return [];
      const parameter = endpoint.parameters.find((candidate) => candidate.name === name);
      const value = bindings[slot];
      if (!parameter || value === undefined) return [];
      const wrong = wrongValue(parameter, value, endpoint, context, random.fork(`${step}-${slot}`));
      return wrong === null
        ? []
        : [
            {
              kind: 'tool_error',
              step,
              error: wrong.error,
              recovery: { by: 'asking', slot, first: wrong.first },
            },
          ];
    });
  });
}

/** A value that the schema takes and the service does not: a name misspelt, a day gone by, a number out of range. */
function wrongValue(
  { schema, concept, role }: Parameter,
  value: JsonValue,
  { intent }: Endpoint,
  { knowledge, now }: TwistContext,
  random: Random,
): { readonly error: 'not_found' | 'invalid_value'; readonly first: JsonValue } | null {
  if (schema.enum !== undefined || schema.pattern !== undefined) return null;
  const isA = (ancestor: string): boolean => concept !== null && knowledge.isA(concept.id, ancestor);
  if (typeof value === 'number') {
    const first = value * 10 + 1;
    const fits = value >= 2 && Number.isInteger(value) && first <= 1000 && first <= (schema.maximum ?? first);
    return fits && !isA('place') && !isA('time') ? { error: 'invalid_value', first } : null;
  }
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const first = `${Number(value.slice(0, 4)) - 1}${value.slice(4)}`;
    const past = first < now.slice(0, 10) && value > now.slice(0, 10) && !value.endsWith('02-29');
    return past ? { error: 'invalid_value', first } : null;
  }
  const looksUp = role === 'identifier' || (!isWrite(intent) && !isA('time') && !isA('media'));
  if (!looksUp || schema.format !== undefined || value.length < 4 || value.length > 40) return null;
  if (/^[\d.,;\s-]+$/.test(value) && role !== 'identifier') return null;
  const first = misspell(value, random);
  return first === null ? null : { error: 'not_found', first };
}

function detours(attempt: PlanAttempt, context: TwistContext, random: Random): ToolErrorTwist[] {
  return openSteps(attempt).flatMap((step): ToolErrorTwist[] => {
    const detour = findDetour(step, attempt, context, random.fork(`step-${step}`));
    return detour === null
      ? []
      : [{ kind: 'tool_error', step, error: 'unavailable', recovery: { by: 'other_tool', ...detour } }];
  });
}

function tellings(attempt: PlanAttempt, context: TwistContext): ToolErrorTwist[] {
  const goal = lastGoalIfFree(attempt);
  const [step] = goal === null ? [] : lastStep(goal, attempt.chain);
  const endpoint = step === undefined ? undefined : endpointOf(step, attempt.chain, context);
  const once = attempt.chain.steps.filter(({ endpointId }) => endpointId === endpoint?.id).length === 1;
  if (goal === null || step === undefined || !endpoint || !once || !writesAtMostLast(goal, attempt, context))
    return [];
  if (attempt.chain.steps[step]?.parallelGroup !== null) return [];
  // What is merely run may change nothing, and may have gone through when it fails otherwise than for its rate.
  const error =
    endpoint.intent === 'execute' ? 'rate_limit' : isWrite(endpoint.intent) ? 'conflict' : 'unavailable';
  return [{ kind: 'tool_error', step, error, recovery: { by: 'telling' } }];
}

/** Steps that are called and in which nothing else goes wrong. */
function openSteps(attempt: PlanAttempt): number[] {
  const revised = revisedSlots(attempt);
  return [...performedSteps(attempt)].filter(
    (step) =>
      ![...revised].some((slot) => takesSlot(step, slot, attempt)) &&
      !attempt.twists.some(
        (twist) => twist.kind === 'not_confirmed' && attempt.chain.goals[twist.goal]?.steps.includes(step),
      ),
  );
}

function endpointOf(step: number, chain: ToolChain, { endpoints }: TwistContext): Endpoint | undefined {
  return endpoints.get(chain.steps[step]?.endpointId ?? '');
}
