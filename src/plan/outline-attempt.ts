import type { PhenomenonName, PlanAttempt } from '../types/plan-row.js';
import type { ChainStep, ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { ToolErrorTwist, Twist } from '../types/twist.js';
import { requestOfSteps } from './group-requests.js';

/** What an attempt comes to when nothing goes wrong in its making. */
export type AttemptOutline = {
  /** Steps that are called. */
  readonly performed: ReadonlySet<number>;
  /** Ids of the tools that are called. */
  readonly tools: ReadonlySet<string>;
  /** Calls made, failed and repeated ones included. */
  readonly calls: number;
  readonly phenomena: ReadonlySet<PhenomenonName>;
};

/** Foresees what a conversation will show, so that shares can be met without looking at any text. */
export function outlineAttempt(
  attempt: PlanAttempt,
  endpoints: ReadonlyMap<string, Endpoint>,
): AttemptOutline {
  const performed = performedSteps(attempt);
  const calls = countCalls(attempt, performed);
  const phenomena = new Set<PhenomenonName>();
  const show = (name: PhenomenonName, shown: boolean): void => {
    if (shown) phenomena.add(name);
  };
  const { chain, requests, picks, twists, withheld } = attempt;
  const irreversible = (step: number): boolean =>
    endpoints.get(chain.steps[step]?.endpointId ?? '')?.irreversible === true;
  const isUnconfirmed = twists.some(
    (twist) => twist.kind === 'not_confirmed' && lastStep(twist.goal, chain).some(irreversible),
  );
  const tools = new Set<string>();
  const groups = new Set<number>();
  let grouped = 0;
  let changes = false;
  for (const step of performed) {
    const { endpointId, parallelGroup } = chain.steps[step] as ChainStep;
    const endpoint = endpoints.get(endpointId);
    if (endpoint !== undefined) tools.add(endpoint.toolId);
    if (endpoint?.irreversible === true) changes = true;
    if (parallelGroup === null) continue;
    groups.add(parallelGroup);
    grouped += 1;
  }
  show('parallel_calls', groups.size < grouped);
  show('missing_parameter', withheld.length > 0);
  show(
    'choice_among_results',
    picks.some(
      ({ step, policy }) =>
        (policy === 'ask' || policy === 'later') && feedsPerformed(step, performed, chain),
    ),
  );
  show('confirmation', changes || isUnconfirmed);
  show(
    'follow_up_goal',
    requests.length > 1 || twists.some((twist) => twist.kind === 'forbidden_topic' && twist.apart),
  );
  show('no_tool', !attempt.served);
  for (const twist of twists) {
    if (twist.kind === 'missing_tool')
      show(isAchievedBeside(twist.goal, chain, performed) ? 'missing_tool' : 'no_tool', true);
    else if (twist.kind === 'forbidden_action' || twist.kind === 'forbidden_topic') show('refusal', true);
    else if (twist.kind !== 'not_confirmed') show(twist.kind, true);
  }
  show('short', calls === 1 || calls === 2);
  show('long', calls >= 5);
  return { performed, tools, calls, phenomena };
}

/** Steps that are called: not the last of a goal that nothing serves, that is forbidden or that the user lets go. */
export function performedSteps({
  chain,
  served,
  twists,
}: Pick<PlanAttempt, 'chain' | 'served' | 'twists'>): Set<number> {
  const performed = new Set(served ? chain.steps.map((_, step) => step) : []);
  for (const twist of twists)
    if (twist.kind === 'missing_tool' || twist.kind === 'forbidden_action' || twist.kind === 'not_confirmed')
      for (const step of lastStep(twist.goal, chain)) performed.delete(step);
  return performed;
}

/** Whether some other goal is served to the end. */
function isAchievedBeside(goal: number, { goals }: ToolChain, performed: ReadonlySet<number>): boolean {
  return goals.some(({ steps }, index) => index !== goal && steps.every((step) => performed.has(step)));
}

/** The steps whose answers change when a slot does: those that take it, and all that draw on them. */
export function stepsUnder(slot: number, chain: ToolChain): number[] {
  const under = new Set<number>();
  chain.steps.forEach((step, index) => {
    const touched = step.arguments.some(
      ({ from }) =>
        (from.kind === 'slot' && from.slot === slot) || (from.kind === 'link' && under.has(from.step)),
    );
    if (touched) under.add(index);
  });
  return [...under];
}

/** The first message that asks for a step which takes the slot; -1 where none does. */
export function requestOfSlot(
  slot: number,
  { chain, requests }: Pick<PlanAttempt, 'chain' | 'requests'>,
): number {
  const requestOf = requestOfSteps(chain, requests);
  const first = chain.steps.findIndex((step) =>
    step.arguments.some(({ from }) => from.kind === 'slot' && from.slot === slot),
  );
  return first < 0 ? -1 : (requestOf[first] ?? -1);
}

export function lastStep(goal: number, chain: ToolChain): number[] {
  return chain.goals[goal]?.steps.slice(-1) ?? [];
}

function countCalls(attempt: PlanAttempt, performed: ReadonlySet<number>): number {
  return performed.size + attempt.twists.reduce((sum, twist) => sum + callsAdded(twist, attempt), 0);
}

function callsAdded(twist: Twist, attempt: PlanAttempt): number {
  if (twist.kind === 'user_correction')
    return twist.when === 'after_report' ? stepsUnder(twist.slot, attempt.chain).length : 0;
  return twist.kind === 'tool_error' ? callsAddedByError(twist) : 0;
}

/** A step that is given up was called all the same; one that may pass by itself was called twice. */
function callsAddedByError({ recovery, error }: ToolErrorTwist): number {
  if (recovery.by === 'telling') return error === 'conflict' ? 0 : 1;
  return 1;
}

function feedsPerformed(supplier: number, performed: ReadonlySet<number>, chain: ToolChain): boolean {
  return [...performed].some((step) =>
    chain.steps[step]?.arguments.some(({ from }) => from.kind === 'link' && from.step === supplier),
  );
}
