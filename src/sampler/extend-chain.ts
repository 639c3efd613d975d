import { pickPlace } from '../random/pick-place.js';
import type { CompiledEdge, CompiledEndpoint } from './compile-graph.js';
import { type Draft, type DraftStep, isWrite, lastGoal } from './draft.js';
import { enterEndpoint, type Walk } from './enter-endpoint.js';
import { mayShare } from './share-slot.js';
import type { Ways } from './ways-on.js';

export type ExtendOptions = {
  /** Steps and goals still wanted. */
  readonly steps: number;
  readonly goals: number;
  /** Null for none. */
  readonly avoid: EndpointMarks | null;
  /** Only endpoints of tools that the draft does not use yet. */
  readonly otherTool: boolean;
  /** Whether a value that is merely shared, or that people would say, may lead on. */
  readonly mayDrift: boolean;
};

/** By index of the endpoint: 1 where it is meant. */
export type EndpointMarks = Uint8Array;

/** Ways on from all steps. A walk looks at many and follows one, so that only their weights are written down. */
type Candidates = {
  readonly stretches: Stretch[];
  /** 0 for ways that are not open. */
  readonly weights: number[];
};

/** Ways on from one step, from `start` on among the weights. */
type Stretch = {
  readonly ways: Ways;
  readonly step: number;
  readonly overLink: boolean;
  readonly start: number;
};

/** How many candidates are tried before the draft counts as a dead end. */
const triesPerStep = 12;

/** Adds one more wanted step to the draft, over a data link or a shared value. False when nothing fits. */
export function extendChain(walk: Walk, draft: Draft, options: ExtendOptions): boolean {
  const linksFirst = walk.random.chance(walk.settings.linkChance);
  return linksFirst
    ? overLinks(walk, draft, options) || overSharedValues(walk, draft, options)
    : overSharedValues(walk, draft, options) || overLinks(walk, draft, options);
}

function overLinks(walk: Walk, draft: Draft, options: ExtendOptions): boolean {
  const found = noCandidates();
  addLinks(walk, draft, options, 'strong', found);
  return tryCandidates(walk, draft, found, options);
}

function overSharedValues(walk: Walk, draft: Draft, options: ExtendOptions): boolean {
  if (options.goals <= 0 || !options.mayDrift) return false;
  const found = noCandidates();
  addShared(walk, draft, options, found);
  addLinks(walk, draft, options, 'weak', found);
  return tryCandidates(walk, draft, found, options);
}

function noCandidates(): Candidates {
  return { stretches: [], weights: [] };
}

function tryCandidates(
  walk: Walk,
  draft: Draft,
  { stretches, weights }: Candidates,
  options: ExtendOptions,
): boolean {
  for (let attempt = 0; attempt < triesPerStep; attempt += 1) {
    const place = pickPlace(weights, walk.random);
    if (place < 0) return false;
    weights[place] = 0;
    let last = stretches.length - 1;
    while (last > 0 && (stretches[last] as Stretch).start > place) last -= 1;
    const { ways, step, overLink, start } = stretches[last] as Stretch;
    if (follow(walk, draft, ways.edges[place - start] as CompiledEdge, step, overLink, options)) return true;
  }
  return false;
}

function follow(
  walk: Walk,
  draft: Draft,
  edge: CompiledEdge,
  step: number,
  overLink: boolean,
  options: ExtendOptions,
): boolean {
  const { settings, random } = walk;
  const target = walk.graph.endpoints[edge.to];
  if (!target || (!overLink && !mayConnect(draft, target))) return false;
  const undoes = target.intent === 'delete' && draft.steps[step]?.target.intent === 'create';
  if (undoes && !random.chance(settings.undoChance)) return false;
  const newGoal = !overLink || !edge.strong || opensGoal(walk, draft, step, target, options);
  if (newGoal && options.goals <= 0) return false;
  return enterEndpoint(walk, draft, target, {
    via: overLink ? [{ step, edge, item: 0 }] : [],
    newGoal,
    room: newGoal ? options.steps : Math.min(options.steps, settings.goalSteps - lastGoal(draft).length),
    goals: options.goals - (newGoal ? 1 : 0),
    mustConnect: true,
  });
}

/** False where a step that follows no link takes nothing from the draft for sure. */
function mayConnect(draft: Draft, target: CompiledEndpoint): boolean {
  return target.wantsLink || mayShare(draft, target);
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
function addLinks(
  walk: Walk,
  draft: Draft,
  options: ExtendOptions,
  kind: 'strong' | 'weak',
  candidates: Candidates,
): void {
  const last = draft.steps.length - 1;
  for (let step = 0; step <= last; step += 1) {
    const ways = walk.ways[kind]((draft.steps[step] as DraftStep).target);
    // Later answers are what the talk is about.
    const recency = 1 / (1 + (last - step)) ** 2;
    addOpen(walk, draft, options, { ways, step, overLink: true }, recency, candidates);
  }
}

function addShared(walk: Walk, draft: Draft, options: ExtendOptions, candidates: Candidates): void {
  for (let step = 0; step < draft.steps.length; step += 1) {
    const ways = walk.ways.shared((draft.steps[step] as DraftStep).target);
    addOpen(walk, draft, options, { ways, step, overLink: false }, 1, candidates);
  }
}

function addOpen(
  { freshness }: Walk,
  { steps }: Draft,
  { avoid, otherTool }: ExtendOptions,
  { ways, step, overLink }: Omit<Stretch, 'start'>,
  recency: number,
  { stretches, weights }: Candidates,
): void {
  const { edges, targets, tools, weights: likely } = ways;
  if (edges.length === 0) return;
  const from = steps[step]?.target.index ?? -1;
  stretches.push({ ways, step, overLink, start: weights.length });
  for (let way = 0; way < edges.length; way += 1) {
    const to = targets[way] as number;
    const isOpen =
      (avoid === null || avoid[to] !== 1) && isNew(steps, to, otherTool ? (tools[way] as number) : -1);
    weights.push(isOpen ? (likely[way] as number) * recency * freshness(from, to, overLink) : 0);
  }
}

/** Whether no step is of the endpoint, nor of the tool. */
function isNew(steps: readonly DraftStep[], endpoint: number, tool: number): boolean {
  for (let place = 0; place < steps.length; place += 1) {
    const { target } = steps[place] as DraftStep;
    if (target.index === endpoint || target.tool === tool) return false;
  }
  return true;
}
