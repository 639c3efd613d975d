import type { LanguageData } from '../language/data/language-data.js';
import { join } from '../language/join.js';
import { phraseToText } from '../language/utterance.js';
import type { Random } from '../random/random.js';
import type { JsonPrimitive } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { Scenario } from '../types/scenario.js';
import type { Endpoint, EndpointLookup } from '../types/tool-registry.js';
import { type Anchor, createHomeAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import { toBriefStep } from './brief-step.js';
import type { BriefDetour, BriefRequest, BriefStep, ConversationBrief } from './conversation-brief.js';
import type { ErrorMessages } from './parse-error-messages.js';
import { planFault } from './plan-fault.js';
import { planPolicies } from './plan-policies.js';
import { planProfile } from './plan-profile.js';
import { toKnownValue, toSlotValue } from './slot-values.js';
import { writeSystemMessage } from './system-message.js';

export type PlannerContext = {
  readonly endpoints: EndpointLookup;
  readonly knowledge: Knowledge;
  readonly language: LanguageData;
  readonly errorMessages: ErrorMessages;
};

/** Turns an attempt of a plan row into a scenario and the task behind it. Changes nothing that the row fixes. */
export function planScenario(
  row: PlanRow,
  attempt: PlanAttempt,
  context: PlannerContext,
  random: Random,
): ConversationBrief {
  const { chain, twists } = attempt;
  const steps = chain.steps.map((step) => toBriefStep(step.endpointId, context));
  const slots = chain.slots.map((_, index) => toSlotValue(index, attempt, context));
  const firstValues = firstValuesOf(attempt);
  const profile = planProfile(slots, attempt, new Set(firstValues.keys()), random.fork('profile'));
  const undone = undoneGoals(attempt);
  const detours = detoursOf(attempt, context);
  const offered = random.fork('offered').shuffle(offeredEndpoints(attempt, steps, detours, undone, context));
  const anchor = createHomeAnchor(row.locale, random.fork('persona'));
  const scenario: Scenario = {
    persona: {
      name: typeof profile.values.name === 'string' ? profile.values.name : anchor.person.name,
      occupation: occupation(row, anchor, random.fork('occupation')),
      age_band: row.style.ageBand,
      temperament: row.style.temperament,
      patience: row.style.patience,
      expertise: row.style.expertise,
      register: row.style.register,
    },
    goal: goalInWords(
      steps,
      chain.goals.map((goal) => goal.steps),
      context.language,
    ),
    knows: slots
      .filter((slot) => !profile.context.has(slot.slot))
      .flatMap((slot) => {
        const known = toKnownValue(slot, attempt, context);
        const first = firstValues.get(slot.slot);
        return first === undefined ? [known] : [known, { ...known, value: first }];
      }),
    holds_back: slots
      .filter((slot) => attempt.withheld.includes(slot.slot) && !profile.context.has(slot.slot))
      .map((slot) => toKnownValue(slot, attempt, context)),
    profile: profile.values,
    now: row.now,
    time_zone: anchor.place.timezone,
    policies: planPolicies(twists, steps, chain.goals, offered, context.language, random.fork('policies')),
    locale: row.locale,
  };
  const requests = toRequests(attempt);
  const ambiguous = twists.find((twist) => twist.kind === 'ambiguous_intent');
  return {
    scenario,
    systemMessage: writeSystemMessage(scenario, context.language, random.fork('system')),
    chain,
    steps,
    requests,
    requestOf: chain.steps.map((_, step) => requests.findIndex((request) => request.steps.includes(step))),
    slots,
    firstValues,
    withheld: new Set(attempt.withheld.filter((slot) => !profile.context.has(slot))),
    context: profile.context,
    digresses: row.style.expertise === 'novice' && random.fork('digression').chance(0.3),
    picks: new Map(attempt.picks.map((pick) => [pick.step, pick])),
    offered,
    distractors: attempt.distractors,
    undone,
    twists,
    ambiguity: ambiguous === undefined ? null : toBriefStep(ambiguous.other, context),
    detours,
    faults: twists.flatMap((twist, index) => {
      const step = twist.kind === 'tool_error' ? steps[twist.step] : undefined;
      if (twist.kind !== 'tool_error' || !step) return [];
      const failing = { ...step, arguments: chain.steps[twist.step]?.arguments ?? [] };
      const detour = detours.get(twist.step);
      return [planFault(twist, failing, detour, context.errorMessages, random.fork(`fault-${index}`))];
    }),
  };
}

/** What the user says before they put it right. */
function firstValuesOf({ twists }: PlanAttempt): Map<number, JsonPrimitive> {
  const first = new Map<number, JsonPrimitive>();
  for (const twist of twists) {
    const revised =
      twist.kind === 'user_correction'
        ? twist
        : twist.kind === 'tool_error' && twist.recovery.by === 'asking'
          ? twist.recovery
          : null;
    if (revised !== null && (typeof revised.first === 'string' || typeof revised.first === 'number'))
      first.set(revised.slot, revised.first);
  }
  return first;
}

function undoneGoals({ chain, served, twists }: PlanAttempt): Map<number, 'no_tool' | 'policy'> {
  const undone = new Map<number, 'no_tool' | 'policy'>();
  if (!served) for (const goal of chain.goals.keys()) undone.set(goal, 'no_tool');
  for (const twist of twists) {
    if (twist.kind === 'missing_tool') undone.set(twist.goal, 'no_tool');
    if (twist.kind === 'forbidden_action') undone.set(twist.goal, 'policy');
  }
  return undone;
}

function detoursOf({ twists }: PlanAttempt, context: PlannerContext): Map<number, BriefDetour> {
  return new Map(
    twists.flatMap((twist) => {
      if (twist.kind !== 'tool_error' || twist.recovery.by !== 'other_tool') return [];
      const { endpointId, arguments: taken } = twist.recovery;
      return [[twist.step, { ...toBriefStep(endpointId, context), arguments: taken }] as const];
    }),
  );
}

/** What is needed, but for the last step of a goal that nothing serves, and what stands beside it. */
function offeredEndpoints(
  { chain, distractors, served }: PlanAttempt,
  steps: readonly BriefStep[],
  detours: ReadonlyMap<number, BriefDetour>,
  undone: ReadonlyMap<number, 'no_tool' | 'policy'>,
  context: PlannerContext,
): Endpoint[] {
  const missing = [...undone].flatMap(([goal, reason]) =>
    reason === 'no_tool' ? (chain.goals[goal]?.steps.slice(-1) ?? []) : [],
  );
  const offered = new Map<string, Endpoint>();
  const offer = (endpoint: Endpoint): void => void offered.set(endpoint.id, endpoint);
  if (served)
    for (const [step, { endpoint }] of steps.entries()) if (!missing.includes(step)) offer(endpoint);
  for (const { endpoint } of detours.values()) offer(endpoint);
  for (const { endpointId } of distractors) {
    const endpoint = context.endpoints.get(endpointId);
    if (endpoint) offer(endpoint);
  }
  return [...offered.values()];
}

/** What the user's messages ask for; what nobody may do comes last, with the rest or apart from it. */
function toRequests({ chain, requests, twists }: PlanAttempt): BriefRequest[] {
  const topic = twists.find((twist) => twist.kind === 'forbidden_topic');
  const made = requests.map((goals, index): BriefRequest => {
    const last = index === requests.length - 1;
    return {
      goals,
      steps: goals.flatMap((goal) => chain.goals[goal]?.steps ?? []),
      topic: last && topic && !topic.apart ? topic.topic : null,
    };
  });
  return topic?.apart ? [...made, { goals: [], steps: [], topic: topic.topic }] : made;
}

function occupation(row: PlanRow, anchor: Anchor, random: Random): string {
  const value = generateValue(
    {
      generator: 'occupation',
      schema: { type: 'string' },
      entity: null,
      label: 'occupation',
      examples: [],
      anchor,
      locale: row.locale,
      now: row.now,
    },
    random,
  );
  return String(value);
}

function goalInWords(
  steps: readonly BriefStep[],
  goals: readonly (readonly number[])[],
  language: LanguageData,
): string {
  const parts = goals.map((goal) =>
    join(
      goal.map((index) => [steps[index]?.goal ?? '']),
      'list',
      language,
    ),
  );
  return phraseToText(join(parts, 'goals', language));
}
