import type { Random } from '../random/random.js';
import type { SampleRefusalReason, SampleRequest } from '../types/sampling.js';
import type { ToolChain } from '../types/tool-chain.js';
import { easeRequest, easyDraws, lastDraws } from './ease-request.js';
import { earlyGoals, type PlanState } from './plan-state.js';
import type { RowRequest } from './row-request.js';
import { hardenRequest, wantsCalls } from './wish-difficulty.js';

/** Walks from a suggested start before another is tried. */
const triesPerStart = 2;
/** Walks of another draw: the next one is as good. Only the last draws hold out as long as the sampler does. */
const triesPerDraw = 3;
/** The same where the chain is to be hard. */
const hardTries = 6;

/** One chain for a row's request, eased the more the later the draw is; why there is none. */
export function drawChain(
  request: RowRequest,
  draw: number,
  state: PlanState,
  random: Random,
): ToolChain | SampleRefusalReason {
  const { coverage, grants, irreversible, provenStarts } = state;
  const { sampler, settings } = state.context;
  const isHard = wantsCalls(settings.difficulty);
  const sample = sampleOf(
    request,
    grants.isHopeful(request.sample) ? draw : Math.max(draw, easyDraws),
    state,
  );
  const steers = settings.corpusMemory && !request.noTool;
  const confirms = request.wanted.has('confirmation') && (draw < easyDraws || isHard);
  // The last draws start anywhere: what is uncovered may be so because all that it can say is said.
  const looksForNew =
    steers && draw < lastDraws && (draw < easyDraws || (!isHard && state.goals.size < earlyGoals));
  const start = startOf(request, sample, confirms, looksForNew, state, random.fork('start'));
  const stayClear =
    !request.wanted.has('confirmation') && !request.noTool && draw < (isHard ? easyDraws : lastDraws);
  const asked: { -readonly [name in keyof SampleRequest]: SampleRequest[name] } = { ...sample };
  if (stayClear) asked.avoid = irreversible.ids;
  if (steers) asked.used = coverage.used;
  if (start !== undefined) asked.start = start;
  if (draw < lastDraws) asked.tries = start !== undefined ? triesPerStart : isHard ? hardTries : triesPerDraw;
  const outcome = sampler.sample(asked, random.fork('chain'));
  if (start === undefined) grants.note(sample, outcome.ok);
  if (outcome.ok) {
    provenStarts.note(sample, confirms, start ?? outcome.chain.steps[0]?.endpointId ?? null);
    return outcome.chain;
  }
  provenStarts.note(sample, confirms, null);
  if (start !== undefined) coverage.refuse(sample, start);
  return outcome.reason;
}

function sampleOf(request: RowRequest, draw: number, { context: { settings } }: PlanState): SampleRequest {
  const eased = easeRequest(request.sample, draw, settings.mode);
  return request.noTool
    ? { ...eased, steps: { minimum: 1, maximum: 1 } }
    : hardenRequest(eased, settings.difficulty, settings.mode);
}

/** How often a row that is to confirm something starts there; other chains rarely come across it. */
const irreversibleStarts = 0.75;

/** Where to start: at what cannot be undone, most of the time that it is wanted; else where the plan has been least. */
function startOf(
  { noTool }: RowRequest,
  sample: SampleRequest,
  confirms: boolean,
  steers: boolean,
  { coverage, goals, irreversible, provenStarts }: PlanState,
  random: Random,
): string | undefined {
  if (noTool) return undefined;
  const proven = goals.size < earlyGoals ? undefined : provenStarts.suggest(sample, confirms, random);
  if (proven !== undefined) return proven;
  if (confirms && irreversible.ordered.length > 0 && random.chance(irreversibleStarts))
    return random.pick(irreversible.ordered);
  return steers ? coverage.suggest(sample, random) : undefined;
}
