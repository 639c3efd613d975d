import type { Random } from '../random/random.js';
import { type ModeOption, type PlanAttempt, referenceLocale, type SamplingMode } from '../types/plan-row.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Twist } from '../types/twist.js';
import { bindSlots } from './bind-slots.js';
import { lengthClassOf } from './chain-parts.js';
import { chooseDistractors, compareWith, distractorCount } from './choose-distractors.js';
import { chooseWithheld } from './choose-withheld.js';
import { describeGoal } from './describe-goal.js';
import type { Candidate, PlanRefusalReason, RowSetting } from './draw-attempts.js';
import { groupRequests, requestOfSteps } from './group-requests.js';
import { hasNews } from './has-news.js';
import { localizeAttempt } from './localize-attempt.js';
import { mayBeAsWished } from './may-be-as-wished.js';
import { steeredPhenomena } from './mix.js';
import { type AttemptOutline, outlineAttempt } from './outline-attempt.js';
import { planPicks } from './plan-picks.js';
import type { PlanState } from './plan-state.js';
import type { PrintSet } from './print-set.js';
import type { RowRequest } from './row-request.js';
import { signatureAsShown, signatureOfWhole } from './signatures.js';
import { mayBeAmbiguous } from './twists/ambiguous-intent.js';
import { planTwists } from './twists/plan-twists.js';

/** Gives a chain its values, its company and its twists; the reason where the plan cannot use it. */
export function bindAttempt(
  { chain, strictness, mustAsk: mayNotSkip, mustBeNew, spare, random }: Candidate,
  request: RowRequest,
  { now, locale }: RowSetting,
  state: PlanState,
): PlanAttempt | PlanRefusalReason {
  const { knowledge, settings, unsayable } = state.context;
  const { endpoints, neighbourhood } = state;
  const { wanted, noTool } = request;
  const shape = shapeRequests(chain, request, strictness, state, random);
  if (shape === null && strictness !== 'any') return 'other_mix';
  // A request that brings nothing is soon said again, word for word.
  if (noTool && chain.slots.length === 0 && strictness !== 'any') return 'other_mix';
  const { requests, picks } = shape ?? { requests: [chain.goals.map((_, goal) => goal)], picks: [] };
  const mayRepeat = strictness === 'any';
  if (!noTool && !hasNews(chain, picks, { endpoints, knowledge, unsayable, mayRepeat }))
    return 'nothing_to_tell';

  const withheld = wanted.has('missing_parameter')
    ? chooseWithheld(
        chain,
        endpoints,
        settings.mode,
        random.fork('withheld'),
        settings.difficulty.clarifications,
      )
    : [];
  const mustAsk =
    settings.mode === 'clarification_first' || settings.difficulty.clarifications > 0 || mayNotSkip;
  if (wanted.has('missing_parameter') && withheld.length === 0 && mustAsk) return 'nothing_to_clarify';
  if (mustBeNew) {
    const isNew = !state.goals.has(describeGoal(chain, endpoints, neighbourhood.categoryOf));
    state.odds.noteNew(request, isNew);
    if (!isNew) return 'not_distinct';
  }
  const served = !noTool;
  const bare: PlanAttempt = {
    chain,
    bindings: [],
    distractors: [],
    withheld,
    served,
    requests,
    picks,
    twists: [],
  };
  // Values and company have no say in an outline, so that it holds as long as nothing goes wrong.
  const untwisted = outlineAttempt(bare, endpoints);
  const binding = { endpoints, knowledge, locale: referenceLocale, now };
  const twisting = { ...binding, byEntity: neighbourhood.byEntity };
  if (strictness !== 'any' && !noTool) {
    if (overshoots(untwisted, request)) return 'other_mix';
    if (!mayBeAsWished(bare, untwisted, request, strictness === 'exact', twisting)) return 'other_mix';
  }
  if (spare && served && !isAsWished(untwisted, request, settings.mode, strictness)) return 'other_mix';
  const distractors = drawDistractors(chain, request, state, random);
  if (distractors === null) return 'too_few_distractors';
  if (
    strictness === 'exact' &&
    wanted.has('ambiguous_intent') &&
    !mayBeAmbiguous({ ...bare, distractors }, twisting)
  )
    return 'other_mix';
  const bindings = bindSlots(chain, binding, random.fork('bindings'));
  const plain: PlanAttempt = { ...bare, bindings, distractors };
  const twists: Twist[] = noTool || spare ? [] : planTwists(plain, wanted, twisting, random.fork('twists'));
  let attempt: PlanAttempt = { ...plain, twists };
  let outline = twists.length === 0 ? untwisted : outlineAttempt(attempt, endpoints);
  if (!noTool && !isAsWished(outline, request, settings.mode, strictness)) {
    if (strictness === 'exact' || twists.length === 0) return 'other_mix';
    // With what goes wrong the conversation would be too long, or end too soon.
    attempt = plain;
    outline = untwisted;
    if (!isAsWished(outline, request, settings.mode, strictness)) return 'other_mix';
  }
  if (!reserve(attempt, outline, state.taken, state)) return 'not_distinct';
  const { spoken } = state;
  const own =
    spoken === null
      ? attempt
      : localizeAttempt(
          attempt,
          { ...binding, locale },
          (localized) => reserve(localized, outline, spoken, state),
          random,
        );
  if (noTool || outline.performed.size === chain.steps.length) return own;
  const called = [...outline.performed].flatMap(
    (step) => endpoints.get(chain.steps[step]?.endpointId ?? '') ?? [],
  );
  return { ...own, distractors: compareWith(distractors, called, endpoints, neighbourhood) };
}

/** The attempt with other values of the user and nothing that goes wrong; null where those are taken, too. */
export function withOtherValues(
  attempt: PlanAttempt,
  { now, locale }: RowSetting,
  state: PlanState,
  random: Random,
): PlanAttempt | null {
  const { endpoints, context, taken, spoken } = state;
  const binding = { endpoints, knowledge: context.knowledge, locale: referenceLocale, now };
  const other = {
    ...attempt,
    bindings: bindSlots(attempt.chain, binding, random.fork('bindings')),
    twists: [],
  };
  const outline = outlineAttempt(other, endpoints);
  if (!reserve(other, outline, taken, state)) return null;
  if (spoken === null) return other;
  const isFree = (own: PlanAttempt): boolean => reserve(own, outline, spoken, state);
  return localizeAttempt(other, { ...binding, locale }, isFree, random);
}

/** True where nothing in `taken` is the same as a plan, or in what of it is performed; it is then taken itself. */
function reserve(attempt: PlanAttempt, outline: AttemptOutline, taken: PrintSet, state: PlanState): boolean {
  // One that is taken in part leaves its whole behind: drawn again it would be refused again.
  return (
    taken.add(signatureOfWhole(attempt)) && taken.add(signatureAsShown(attempt, outline, state.endpoints))
  );
}

/** What is asked for in which message, and how members of lists are settled on; null where the row wants it otherwise. */
function shapeRequests(
  chain: ToolChain,
  { wanted, noTool }: RowRequest,
  strictness: Candidate['strictness'],
  { endpoints }: PlanState,
  random: Random,
): Pick<PlanAttempt, 'requests' | 'picks'> | null {
  const choice = wanted.has('choice_among_results');
  const wish = { followUp: wanted.has('follow_up_goal'), choice };
  const mayAskAtOnce = wish.followUp && strictness === 'nothing_more';
  const requests =
    groupRequests(chain, wish, random.fork('requests')) ??
    (mayAskAtOnce ? groupRequests(chain, { followUp: false, choice }, random) : null);
  if (requests === null) return noTool ? { requests: [chain.goals.map((_, goal) => goal)], picks: [] } : null;
  const requestOf = requestOfSteps(chain, requests);
  return { requests, picks: planPicks(chain, endpoints, { requestOf, choice }, random.fork('picks')) };
}

/** Whether a chain shows what no twist can take away again. */
function overshoots({ phenomena }: AttemptOutline, { wanted }: RowRequest): boolean {
  const mayEnd = wanted.has('refusal') || wanted.has('missing_tool');
  return (
    (phenomena.has('parallel_calls') && !wanted.has('parallel_calls')) ||
    (phenomena.has('choice_among_results') && !wanted.has('choice_among_results')) ||
    (phenomena.has('confirmation') && !wanted.has('confirmation') && !mayEnd)
  );
}

function isAsWished(
  outline: AttemptOutline,
  { wanted, length }: RowRequest,
  promised: ModeOption,
  strictness: 'exact' | 'nothing_more' | 'any',
): boolean {
  const { phenomena, calls } = outline;
  if (calls === 0 || (promised !== 'mixed' && !keepsPromise(outline, promised))) return false;
  if (strictness === 'any') return true;
  return (
    (length === null || lengthClassOf(calls) === length) &&
    steeredPhenomena.every((name) =>
      phenomena.has(name) ? wanted.has(name) : strictness === 'nothing_more' || !wanted.has(name),
    )
  );
}

/** What a mode that was asked for promises of every record. */
function keepsPromise({ phenomena, calls, tools }: AttemptOutline, mode: SamplingMode): boolean {
  switch (mode) {
    case 'multi_tool':
      return tools.size > 1;
    case 'short':
      return calls <= 2;
    case 'sequential':
      return calls >= 2;
    case 'parallel':
      return phenomena.has('parallel_calls');
    case 'clarification_first':
      return phenomena.has('missing_parameter');
  }
}

function drawDistractors(
  chain: ToolChain,
  { wanted, noTool }: RowRequest,
  { context: { settings }, endpoints, neighbourhood }: PlanState,
  random: Random,
): PlanAttempt['distractors'] | null {
  const wished = settings.difficulty.distractors;
  const some = distractorCount(settings.distractors, random.fork('distractor-count'));
  const distractors = chooseDistractors(
    {
      needed: chain.steps.flatMap((step) => endpoints.get(step.endpointId) ?? []),
      count: Math.max(wished, some),
      orStranger: noTool,
      akinTo: wanted.has('ambiguous_intent') ? endpoints.get(chain.steps[0]?.endpointId ?? '') : undefined,
      likeness: noTool ? 0 : 3 * settings.difficulty.distractor_similarity,
    },
    neighbourhood,
    random.fork('distractors'),
  );
  const least = Math.max(wished, settings.difficulty.distractor_similarity > 0 ? 1 : 0);
  return distractors.length < least ? null : distractors;
}
