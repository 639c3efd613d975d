import type { CompiledEdge, CompiledEndpoint } from './compile-graph.js';
import { type Draft, isWrite, lastGoal } from './draft.js';
import { enterEndpoint, type Walk } from './enter-endpoint.js';

export type ExtendOptions = {
  /** Steps and goals still wanted. */
  readonly steps: number;
  readonly goals: number;
  readonly avoid: ReadonlySet<number>;
  /** Only endpoints of tools that the draft does not use yet. */
  readonly otherTool: boolean;
  /** Whether a value that is merely shared, or that people would say, may lead on. */
  readonly mayDrift: boolean;
};

type Candidate = {
  readonly step: number;
  readonly edge: CompiledEdge;
  readonly weight: number;
  readonly overLink: boolean;
};

/** How many candidates are tried before the draft counts as a dead end. */
const triesPerStep = 12;

/** Adds one more wanted step to the draft, over a data link or a shared value. False when nothing fits. */
export function extendChain(walk: Walk, draft: Draft, options: ExtendOptions): boolean {
  // Gathered only when needed: most steps find a place in the first pool.
  const overLinks = (): boolean =>
    tryCandidates(walk, draft, linkCandidates(walk, draft, options, true), options);
  const overSharedValues = (): boolean =>
    options.goals > 0 &&
    options.mayDrift &&
    tryCandidates(
      walk,
      draft,
      [...sharedCandidates(walk, draft, options), ...linkCandidates(walk, draft, options, false)],
      options,
    );
  return walk.random.chance(walk.settings.linkChance)
    ? overLinks() || overSharedValues()
    : overSharedValues() || overLinks();
}

function tryCandidates(walk: Walk, draft: Draft, candidates: Candidate[], options: ExtendOptions): boolean {
  const weights = candidates.map(({ weight }) => weight);
  for (let attempt = 0; attempt < triesPerStep && weights.some((weight) => weight > 0); attempt += 1) {
    const candidate = walk.random.pickWeighted(candidates, weights);
    weights[candidates.indexOf(candidate)] = 0;
    const target = walk.graph.endpoints[candidate.edge.to];
    if (!target) continue;
    const { overLink } = candidate;
    const undoes = target.intent === 'delete' && draft.steps[candidate.step]?.target.intent === 'create';
    if (undoes && !walk.random.chance(walk.settings.undoChance)) continue;
    const newGoal =
      !overLink || !candidate.edge.strong || opensGoal(walk, draft, candidate.step, target, options);
    if (newGoal && options.goals <= 0) continue;
    const entered = enterEndpoint(walk, draft, target, {
      via: overLink ? [{ step: candidate.step, edge: candidate.edge, item: 0 }] : [],
      newGoal,
      room: newGoal
        ? options.steps
        : Math.min(options.steps, walk.settings.goalSteps - lastGoal(draft).length),
      goals: options.goals - (newGoal ? 1 : 0),
      mustConnect: true,
    });
    if (entered) return true;
  }
  return false;
}

/** Whether the step answers a wish of its own. A goal is only ever continued from its last step, so that all of it is needed. */
function opensGoal(
  walk: Walk,
  draft: Draft,
  from: number,
  target: CompiledEndpoint,
  options: ExtendOptions,
): boolean {
  const goal = lastGoal(draft);
  const source = draft.steps[from];
  if (!source || from !== goal.at(-1) || source.group !== null) return true;
  // What was asked for and done is done: a write ends its goal.
  if (isWrite(source.target.intent)) return true;
  if (goal.length >= walk.settings.goalSteps || options.goals >= options.steps) return true;
  if (options.goals <= 0) return false;
  const { beforeWrite, otherwise } = walk.settings.newGoalChance;
  return walk.random.chance(isWrite(target.intent) ? beforeWrite : otherwise);
}

/** Open data links: the strong ones, which carry a walk, or the weak ones, whose values people would rather say. */
function linkCandidates(walk: Walk, draft: Draft, options: ExtendOptions, strong: boolean): Candidate[] {
  const found: Candidate[] = [];
  const last = draft.steps.length - 1;
  draft.steps.forEach((step, place) => {
    // Later answers are what the talk is about.
    const recency = 1 / (1 + (last - place)) ** 2;
    const transitions = walk.settings.transitions[step.target.intent];
    for (const edge of strong ? step.target.strong : step.target.weak) {
      const natural = transitions[edge.toIntent];
      if (natural > 0 && isOpen(walk, draft, edge, options))
        found.push({
          step: place,
          edge,
          weight: edge.weight * natural * recency * walk.freshness(edge),
          overLink: true,
        });
    }
  });
  return found;
}

function sharedCandidates(walk: Walk, draft: Draft, options: ExtendOptions): Candidate[] {
  const found: Candidate[] = [];
  draft.steps.forEach((step, place) => {
    for (const edge of step.target.semantic)
      if (isOpen(walk, draft, edge, options))
        found.push({ step: place, edge, weight: edge.weight * 4 * walk.freshness(edge), overLink: false });
  });
  return found;
}

function isOpen(walk: Walk, draft: Draft, edge: CompiledEdge, options: ExtendOptions): boolean {
  if ((walk.supply.depths[edge.to] ?? -1) < 0 || options.avoid.has(edge.to)) return false;
  for (const { target } of draft.steps) {
    if (target.index === edge.to) return false;
    if (options.otherTool && target.tool === edge.toTool) return false;
  }
  return true;
}
