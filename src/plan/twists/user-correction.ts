import { isWrite } from '../../sampler/draft.js';
import type { JsonValue } from '../../types/json.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import type { Twist } from '../../types/twist.js';
import { bindSlots } from '../bind-slots.js';
import { crossesList } from '../crosses-list.js';
import { requestOfSteps } from '../group-requests.js';
import { performedSteps, requestOfSlot, stepsUnder } from '../outline-attempt.js';
import {
  revisedSlots,
  type TwistContext,
  type TwistPlanner,
  takesSlot,
  undoneGoals,
} from './twist-planner.js';

type Correction = Extract<Twist, { kind: 'user_correction' }>;

/** The user first says another value that would do as well, and changes their mind. Nothing that was written is called back. */
export const planUserCorrection: TwistPlanner = (attempt, context, random) => {
  const options = correctable(attempt, context);
  if (options.length === 0) return null;
  // Another person's whole set of values: each differs from its own where the concept has several.
  const others = bindSlots(attempt.chain, context, random.fork('first'));
  const open = options.flatMap(({ slot, when }): Correction[] => {
    const first = others[slot] as JsonValue;
    return isSpeakablyDifferent(first, attempt.bindings[slot])
      ? [{ kind: 'user_correction', slot, first, when }]
      : [];
  });
  return open.length === 0 ? null : random.pick(open);
};

/** Whether any value could be put right, as far as the chain alone decides. */
export function mayCorrect(attempt: PlanAttempt, context: Pick<TwistContext, 'endpoints'>): boolean {
  return attempt.chain.slots.some((_, slot) => momentFor(slot, attempt, context) !== null);
}

function correctable(
  attempt: PlanAttempt,
  context: Pick<TwistContext, 'endpoints'>,
): Pick<Correction, 'slot' | 'when'>[] {
  return attempt.chain.slots.flatMap((_, slot) => {
    const when = momentFor(slot, attempt, context);
    return when === null ? [] : [{ slot, when }];
  });
}

/** When a slot can be put right so that no write has to be undone; null where it cannot. */
function momentFor(
  slot: number,
  attempt: PlanAttempt,
  context: Pick<TwistContext, 'endpoints'>,
): Correction['when'] | null {
  const { chain, withheld, requests } = attempt;
  if (withheld.includes(slot) || chain.slots[slot]?.concept === 'account_reference') return null;
  const [only, ...others] = stepsUnder(slot, chain);
  // What draws on the answer might be called again with the same values.
  if (only === undefined || others.length > 0) return null;
  if (revisedSlots(attempt).has(slot) || isBound(slot, attempt)) return null;
  const request = requestOfSlot(slot, attempt);
  const requestOf = requestOfSteps(chain, requests);
  const performed = performedSteps(attempt);
  const undone = undoneGoals(attempt);
  const steps = chain.steps.flatMap((_, step) => (requestOf[step] === request ? [step] : []));
  if (steps.some((step) => !performed.has(step)) || requests[request]?.some((goal) => undone.has(goal)))
    return null;
  const endpoint = context.endpoints.get(chain.steps[only]?.endpointId ?? '');
  if (endpoint === undefined || attempt.picks.some(({ step }) => step === only)) return null;
  // Asked again after the list was told, it would look like a choice from it.
  const drawsOnList = chain.steps[only]?.arguments.some(
    ({ from }) => from.kind === 'link' && crossesList(from.field),
  );
  if (!isWrite(endpoint.intent)) return drawsOnList ? null : 'after_report';
  return endpoint.irreversible && takesSlot(only, slot, attempt) ? 'at_confirmation' : null;
}

/** True of a value that an order or a pair ties to another slot: changed alone, it would contradict that one. */
function isBound(slot: number, { chain }: PlanAttempt): boolean {
  const own = chain.slots[slot];
  return chain.slots.some(
    (other, index) =>
      index !== slot &&
      own !== undefined &&
      other.endpointId === own.endpointId &&
      (other.concept === own.concept ? own.concept !== null : kindOf(other.concept) === kindOf(own.concept)),
  );
}

function kindOf(concept: string | null): string | number {
  if (concept === null) return Number.NaN;
  return /date|time|month|year|latitude|longitude|price|amount/.exec(concept)?.[0] ?? Number.NaN;
}

/** True of two values of one kind that people would say: a first one can be told from what it is corrected to. */
export function isSpeakablyDifferent(first: JsonValue | undefined, final: JsonValue | undefined): boolean {
  if (typeof first === 'string' && typeof final === 'string')
    return first.length <= 60 && final.length <= 60 && first.toLowerCase() !== final.toLowerCase();
  return typeof first === 'number' && typeof final === 'number' && first !== final;
}
