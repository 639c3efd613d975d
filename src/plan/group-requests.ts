import type { Random } from '../random/random.js';
import type { ToolChain } from '../types/tool-chain.js';
import { crossesList } from './crosses-list.js';

export type RequestWish = {
  /** Later messages open goals of their own. */
  readonly followUp: boolean;
  /** A later message may settle on a member of a list that an earlier answer told. */
  readonly choice: boolean;
};

/** Most goals that a person asks for in one breath. */
const mostAtOnce = 3;

/** Goals that one user message asks for, message by message; null where the wish cannot be kept. */
export function groupRequests(chain: ToolChain, wish: RequestWish, random: Random): number[][] | null {
  const goals = chain.goals.map((_, goal) => goal);
  if (!wish.followUp) return goals.length > mostAtOnce ? null : [goals];
  const joints = goals.slice(1).filter((goal) => wish.choice || !takesFromEarlierList(goal, chain));
  const [sure] = random.shuffle(joints);
  if (sure === undefined) return null;
  const requests: number[][] = [];
  for (const goal of goals) {
    const last = requests.at(-1);
    const mayPart = joints.includes(goal);
    const parts = goal === sure || (mayPart && ((last?.length ?? 0) >= mostAtOnce || random.chance(0.8)));
    if (last === undefined || parts) requests.push([goal]);
    else last.push(goal);
  }
  return requests.every((request) => request.length <= mostAtOnce) ? requests : null;
}

/** True where the goal, or a later one, draws on a list that a goal before it brought: told apart, it is a choice. */
function takesFromEarlierList(goal: number, chain: ToolChain): boolean {
  const earlier = new Set(chain.goals.slice(0, goal).flatMap(({ steps }) => steps));
  return chain.goals
    .slice(goal)
    .flatMap(({ steps }) => steps)
    .some((step) =>
      chain.steps[step]?.arguments.some(
        ({ from }) => from.kind === 'link' && earlier.has(from.step) && crossesList(from.field),
      ),
    );
}

/** By step: index of the message that asks for it. */
export function requestOfSteps(chain: ToolChain, requests: readonly (readonly number[])[]): number[] {
  const requestOf = chain.steps.map(() => 0);
  requests.forEach((goals, request) => {
    for (const goal of goals) for (const step of chain.goals[goal]?.steps ?? []) requestOf[step] = request;
  });
  return requestOf;
}
