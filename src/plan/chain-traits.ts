import { bringsOne } from '../sampler/brings-one.js';
import type { PlanAttempt, SamplingMode } from '../types/plan-row.js';
import type { CountRange } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { Neighbourhood } from './choose-distractors.js';
import { firstBatch, requiredSlots } from './choose-withheld.js';
import { crossesList } from './crosses-list.js';
import type { RowRequest } from './row-request.js';
import { mayMissTool } from './twists/undone-goal.js';
import { mayCorrect } from './twists/user-correction.js';

/**
 * What a chain can show, as a number: how many steps and goals it has, and the traits below. Chains of one number may serve
 * the same rows, as far as the chain decides; a catalog has a few hundred of them.
 */
export type ChainTraits = number;

/** By bit. */
const traits = {
  /** Calls side by side. */
  grouped: 1,
  severalTools: 2,
  irreversible: 4,
  /** A list that others draw from, whose search does not name the one member. */
  choice: 8,
  /** Later goals can be asked for later without a choice between. */
  joint: 16,
  /** A required value could be left out: of the first calls, or of later ones only. */
  openFirst: 32,
  openLater: 64,
  /** Takes a value of the user. */
  speaks: 128,
  /** A value could be put right. */
  correctable: 256,
  /** Something that acts on the thing of the first step can be offered beside it. */
  ambiguous: 512,
  /** What the last goal needs could be missing. */
  missable: 1024,
} as const;
const traitBits = 11;
/** Steps and goals that can be told apart: more count as this many. */
export const mostCounted = 15;

export type TraitContext = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly neighbourhood: Pick<Neighbourhood, 'hasKin'>;
};

export function traitsOf(chain: ToolChain, { endpoints, neighbourhood }: TraitContext): ChainTraits {
  const { steps, goals, slots } = chain;
  const goalOf = new Uint8Array(steps.length);
  goals.forEach((goal, number) => {
    for (const step of goal.steps) goalOf[step] = number;
  });
  const first = endpoints.get(steps[0]?.endpointId ?? '');
  let bits = slots.length > 0 ? traits.speaks : 0;
  if (first !== undefined && neighbourhood.hasKin(first)) bits |= traits.ambiguous;
  const attempt = atOnce(chain);
  if (mayCorrect(attempt, { endpoints })) bits |= traits.correctable;
  if (goals.length > 1 && mayMissTool(attempt, { endpoints })) bits |= traits.missable;
  /** By goal, a bit where a list drawn from lies before it and who draws does not. */
  let bound = 0;
  steps.forEach((step, index) => {
    const endpoint = endpoints.get(step.endpointId);
    if (endpoint?.irreversible) bits |= traits.irreversible;
    if (endpoint?.toolId !== first?.toolId) bits |= traits.severalTools;
    if (step.parallelGroup !== null) bits |= traits.grouped;
    for (const { from } of step.arguments) {
      if (from.kind !== 'link' || !crossesList(from.field)) continue;
      if (!namesItsMember(from.step, chain, endpoints)) bits |= traits.choice;
      for (let goal = (goalOf[from.step] ?? 0) + 1; goal <= (goalOf[index] ?? 0); goal += 1)
        bound |= 1 << goal;
    }
  });
  for (let goal = 1; goal < goals.length; goal += 1) if (((bound >> goal) & 1) === 0) bits |= traits.joint;
  if (requiredSlots(chain, endpoints, firstBatch(chain)).length > 0) bits |= traits.openFirst;
  else if (requiredSlots(chain, endpoints, [...steps.keys()]).length > 0) bits |= traits.openLater;
  return bits | (counted(steps.length) << traitBits) | (counted(goals.length) << (traitBits + 4));
}

/** The chain asked for in one message, with nothing else decided yet. */
function atOnce(chain: ToolChain): PlanAttempt {
  const requests = [[...chain.goals.keys()]];
  return {
    chain,
    requests,
    bindings: [],
    distractors: [],
    withheld: [],
    served: true,
    picks: [],
    twists: [],
  };
}

/** True where a search is given what only one thing has: nothing is left to choose. */
export function namesItsMember(
  step: number,
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
): boolean {
  const given = chain.steps[step];
  const endpoint = endpoints.get(given?.endpointId ?? '');
  return (
    endpoint !== undefined && bringsOne(endpoint, given?.arguments.map(({ parameter }) => parameter) ?? [])
  );
}

/** Which chains a row can use, as far as traits tell. */
export type TraitWish = {
  readonly steps: CountRange;
  readonly goals: CountRange;
  /** Traits that a chain must have, and must not have. */
  readonly with: number;
  readonly without: number;
  /** Of these one must be there; 0 for no such wish. */
  readonly either: number;
};

/** Goals that a person asks for in one message at most. */
const mostAtOnce = 3;

/** What a row asks of its chain that shows all that is wanted of it, or some (not `all`), and nothing beside. */
export function toTraitWish({ wanted, noTool, sample }: RowRequest, all: boolean): TraitWish {
  const { goals, mode, steps } = sample;
  if (noTool) {
    const one = { minimum: 1, maximum: 1 };
    return { steps: one, goals: one, with: traits.speaks, without: 0, either: 0 };
  }
  const without =
    (wanted.has('parallel_calls') ? 0 : traits.grouped) |
    (wanted.has('confirmation') ? 0 : traits.irreversible);
  if (!all)
    return { steps, goals: { minimum: 1, maximum: mostAtOnce }, with: ofMode[mode], without, either: 0 };
  const choice = wanted.has('choice_among_results');
  const followUp = wanted.has('follow_up_goal');
  const several = followUp || wanted.has('missing_tool');
  return {
    steps,
    goals: {
      minimum: Math.max(goals.minimum, several ? 2 : 1),
      maximum: Math.min(goals.maximum, followUp ? goals.maximum : mostAtOnce),
    },
    with:
      ofMode[mode] |
      (wanted.has('parallel_calls') ? traits.grouped : 0) |
      (wanted.has('confirmation') ? traits.irreversible : 0) |
      (choice ? traits.choice : 0) |
      (wanted.has('user_correction') ? traits.correctable : 0) |
      (wanted.has('missing_tool') ? traits.missable : 0) |
      (wanted.has('ambiguous_intent') ? traits.ambiguous : 0) |
      (followUp && !choice ? traits.joint : 0),
    without,
    either: wanted.has('missing_parameter') ? traits.openFirst | traits.openLater : 0,
  };
}

export function stepsOf(chain: ChainTraits): number {
  return (chain >> traitBits) & mostCounted;
}

export function keepsWish(chain: ChainTraits, wish: TraitWish): boolean {
  const steps = stepsOf(chain);
  const goals = (chain >> (traitBits + 4)) & mostCounted;
  return (
    (chain & wish.with) === wish.with &&
    (chain & wish.without) === 0 &&
    (wish.either === 0 || (chain & wish.either) !== 0) &&
    steps >= wish.steps.minimum &&
    steps <= wish.steps.maximum &&
    goals >= wish.goals.minimum &&
    goals <= wish.goals.maximum
  );
}

const ofMode: { readonly [mode in SamplingMode]: number } = {
  short: 0,
  sequential: 0,
  multi_tool: traits.severalTools,
  clarification_first: traits.openFirst,
  parallel: traits.grouped,
};

function counted(count: number): number {
  return Math.min(count, mostCounted);
}
