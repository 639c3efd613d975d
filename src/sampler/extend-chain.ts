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

/** Ways on, as columns: a walk looks at many and follows one. */
type Candidates = {
  readonly edges: CompiledEdge[];
  /** The step that each leads on from. */
  readonly steps: number[];
  readonly weights: number[];
  readonly overLink: boolean[];
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
  return { edges: [], steps: [], weights: [], overLink: [] };
}

function tryCandidates(walk: Walk, draft: Draft, candidates: Candidates, options: ExtendOptions): boolean {
  const { edges, steps, weights, overLink } = candidates;
  for (let attempt = 0; attempt < triesPerStep; attempt += 1) {
    const place = pickPlace(weights, walk.random);
    if (place < 0) return false;
    weights[place] = 0;
    const edge = edges[place] as CompiledEdge;
    if (follow(walk, draft, edge, steps[place] ?? 0, overLink[place] === true, options)) return true;
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
  for (let place = 0; place <= last; place += 1) {
    const { target } = draft.steps[place] as DraftStep;
    // Later answers are what the talk is about.
    const recency = 1 / (1 + (last - place)) ** 2;
    addOpen(walk, draft, options, walk.ways[kind](target), { place, recency, overLink: true }, candidates);
  }
}

function addShared(walk: Walk, draft: Draft, options: ExtendOptions, candidates: Candidates): void {
  for (let place = 0; place < draft.steps.length; place += 1) {
    const { target } = draft.steps[place] as DraftStep;
    const from = { place, recency: 1, overLink: false };
    addOpen(walk, draft, options, walk.ways.shared(target), from, candidates);
  }
}

function addOpen(
  { freshness }: Walk,
  { steps: taken }: Draft,
  { avoid, otherTool }: ExtendOptions,
  { edges: ways, targets, tools, weights: likely }: Ways,
  { place, recency, overLink: isLink }: { place: number; recency: number; overLink: boolean },
  { edges, steps, weights, overLink }: Candidates,
): void {
  next: for (let way = 0; way < ways.length; way += 1) {
    const to = targets[way] as number;
    if (avoid !== null && avoid[to] === 1) continue;
    const tool = tools[way];
    for (let step = 0; step < taken.length; step += 1) {
      const { target } = taken[step] as DraftStep;
      if (target.index === to || (otherTool && target.tool === tool)) continue next;
    }
    const edge = ways[way] as CompiledEdge;
    edges.push(edge);
    steps.push(place);
    weights.push((likely[way] as number) * recency * freshness(edge));
    overLink.push(isLink);
  }
}
