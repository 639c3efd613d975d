import type { ChainDifficulty, CountRange, SampleRefusalReason, SampleRequest } from '../types/sampling.js';
import { addParallelGroup } from './add-parallel-group.js';
import { createDraft, type Draft } from './draft.js';
import { enterEndpoint, type Walk } from './enter-endpoint.js';
import { type EndpointMarks, extendChain } from './extend-chain.js';
import type { ParallelShape } from './sampler-settings.js';

export type WalkOptions = {
  readonly request: SampleRequest;
  readonly range: CountRange;
  /** Null for none. */
  readonly avoid: EndpointMarks | null;
};

export type WalkResult =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly reason: SampleRefusalReason };

/** One try: a chain that starts at (the suppliers of) one endpoint, or why it came to nothing. */
export function walkChain(walk: Walk, first: number, options: WalkOptions): WalkResult {
  const { request, range } = options;
  const { random } = walk;
  const draft = createDraft();
  const wanted = random.integer(range.minimum, range.maximum);
  const most = Math.min(request.goals.maximum, wanted);
  // Goals are rarely as long as they may be: with fewer of them most walks would end too early.
  const least = Math.min(most, Math.ceil((2 * wanted) / walk.settings.goalSteps));
  const goals = random.integer(Math.max(request.goals.minimum, least), most);
  if (!open(walk, draft, first, { wanted, goals, request })) {
    return { ok: false, reason: request.mode === 'parallel' ? 'no_parallel_group' : 'too_few_steps' };
  }
  if (request.mode === 'clarification_first' && !hasQuestion(draft))
    return { ok: false, reason: 'nothing_to_clarify' };

  while (draft.steps.length < wanted) {
    const steps = wanted - draft.steps.length;
    const otherTool =
      request.mode === 'multi_tool' && isOfOneTool(draft) && (steps <= 1 || random.chance(0.5));
    // Long enough already: an identifier may lead on, a merely shared value only now and then.
    const enough = draft.steps.length >= range.minimum && draft.goals.length >= request.goals.minimum;
    const mayDrift = !enough || otherTool || random.chance(walk.settings.driftChance);
    const extension = { steps, goals: goals - draft.goals.length, avoid: options.avoid, otherTool, mayDrift };
    const extended = extendChain(walk, draft, extension);
    if (
      !extended &&
      !(otherTool && steps > 1 && extendChain(walk, draft, { ...extension, otherTool: false }))
    )
      break;
  }
  const reason = shortcoming(draft, options);
  return reason === null ? { ok: true, draft } : { ok: false, reason };
}

function isOfOneTool({ steps }: Draft): boolean {
  return steps.every(({ target }) => target.tool === steps[0]?.target.tool);
}

/** The opening: the first endpoint with its suppliers, or in mode `parallel` a parallel group as early as its shape allows. */
function open(
  walk: Walk,
  draft: Draft,
  first: number,
  { wanted, goals, request }: { wanted: number; goals: number; request: SampleRequest },
): boolean {
  const target = walk.graph.endpoints[first];
  if (!target) return false;
  const options = { via: [], newGoal: true, goals: goals - 1, mustConnect: false };
  const enter = (room: number): boolean => enterEndpoint(walk, draft, target, { ...options, room });
  if (request.mode !== 'parallel') return enter(wanted);
  for (const shape of parallelOrder(walk, wanted)) {
    if (shape !== 'foundItems') {
      if (addParallelGroup(walk, draft, shape, target, true)) return true;
      continue;
    }
    if (!enter(wanted - 2)) continue;
    const newGoal = request.goals.minimum > 1 || (request.goals.maximum > 1 && walk.random.chance(0.4));
    if (addParallelGroup(walk, draft, shape, target, newGoal)) return true;
    Object.assign(draft, createDraft());
  }
  return false;
}

function parallelOrder(walk: Walk, wanted: number): ParallelShape[] {
  const { weights } = walk.settings.parallel;
  const shapes: ParallelShape[] =
    wanted < 3 ? ['sameEndpoint', 'sameValue'] : ['sameEndpoint', 'foundItems', 'sameValue', 'fanIn'];
  return shapes
    .map((shape) => ({ shape, key: weights[shape] > 0 ? walk.random.next() ** (1 / weights[shape]) : -1 }))
    .filter(({ key }) => key >= 0)
    .sort((left, right) => right.key - left.key)
    .map(({ shape }) => shape);
}

/** True when the first call takes a required value from the user: leaving it out makes the assistant ask. */
function hasQuestion(draft: Draft): boolean {
  const first = draft.steps[0];
  return first?.arguments.some(({ kind, parameter }) => kind === 'slot' && parameter.required) ?? false;
}

function tooEasy(draft: Draft, wanted: ChainDifficulty): SampleRefusalReason | null {
  const depths: number[] = [];
  let fanIn = 0;
  for (const step of draft.steps) {
    const suppliers = new Set(
      step.arguments.flatMap((argument) => (argument.kind === 'link' ? argument.step : [])),
    );
    depths.push(1 + Math.max(0, ...[...suppliers].map((supplier) => depths[supplier] ?? 0)));
    fanIn = Math.max(fanIn, suppliers.size);
  }
  if (fanIn < wanted.fanIn) return 'too_narrow';
  return Math.max(0, ...depths) < wanted.depth ? 'too_shallow' : null;
}

function shortcoming(draft: Draft, { request, range }: WalkOptions): SampleRefusalReason | null {
  if (draft.steps.length < range.minimum) return 'too_few_steps';
  if (draft.goals.length < request.goals.minimum) return 'too_few_goals';
  if (request.mode === 'parallel' && draft.groups === 0) return 'no_parallel_group';
  if (request.mode === 'multi_tool') {
    const tools = new Set(draft.steps.map((step) => step.target.tool));
    if (tools.size < 2) return 'too_few_tools';
  }
  return request.difficulty === undefined ? null : tooEasy(draft, request.difficulty);
}
