import { toEndpointWords, withArticle } from '../language/endpoint-words.js';
import type { LanguageData } from '../language/language-data.js';
import type { Random } from '../random/random.js';
import type { Knowledge } from '../types/knowledge.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { Policy, Scenario } from '../types/scenario.js';
import type { Endpoint } from '../types/tool-registry.js';
import { createAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import type { BriefStep, ConversationBrief } from './conversation-brief.js';
import { planPicks } from './plan-picks.js';
import { planProfile } from './plan-profile.js';
import { toKnownValue, toSlotValue } from './slot-values.js';
import { writeSystemMessage } from './system-message.js';

export type PlannerContext = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly knowledge: Knowledge;
  readonly language: LanguageData;
};

/** Turns an attempt of a plan row into a scenario and the task behind it. Changes nothing that the row fixes. */
export function planScenario(
  row: PlanRow,
  attempt: PlanAttempt,
  context: PlannerContext,
  random: Random,
): ConversationBrief {
  const { chain } = attempt;
  const steps = chain.steps.map((step) => toBriefStep(step.endpointId, context));
  const slots = chain.slots.map((_, index) => toSlotValue(index, attempt, context));
  const goalOf = chain.steps.map((_, step) => chain.goals.findIndex((goal) => goal.steps.includes(step)));
  const profile = planProfile(slots, attempt, random.fork('profile'));
  const offered = random
    .fork('offered')
    .shuffle([
      ...(attempt.served ? uniqueEndpoints(steps) : []),
      ...attempt.distractors.flatMap(({ endpointId }) => context.endpoints.get(endpointId) ?? []),
    ]);
  const anchor = createAnchor(row.locale, random.fork('persona'));
  const scenario: Scenario = {
    persona: {
      name: typeof profile.values.name === 'string' ? profile.values.name : anchor.person.name,
      occupation: occupation(row, random.fork('occupation')),
      age_band: row.style.ageBand,
      register: row.style.register,
    },
    goal: goalInWords(
      steps,
      chain.goals.map((goal) => goal.steps),
    ),
    knows: slots
      .filter((slot) => !profile.context.has(slot.slot))
      .map((slot) => toKnownValue(slot, attempt, context)),
    holds_back: slots
      .filter((slot) => attempt.withheld.includes(slot.slot) && !profile.context.has(slot.slot))
      .map((slot) => toKnownValue(slot, attempt, context)),
    profile: profile.values,
    now: row.now,
    time_zone: anchor.place.timezone,
    policies: toPolicies(offered),
    locale: row.locale,
  };
  return {
    scenario,
    systemMessage: writeSystemMessage(scenario, context.language, random.fork('system')),
    chain,
    steps,
    goalOf,
    slots,
    withheld: new Set(attempt.withheld.filter((slot) => !profile.context.has(slot))),
    context: profile.context,
    picks: planPicks(chain, steps, goalOf, random.fork('picks')),
    offered,
    distractors: attempt.distractors,
    served: attempt.served,
  };
}

function toBriefStep(endpointId: string, context: PlannerContext): BriefStep {
  const endpoint = context.endpoints.get(endpointId);
  if (!endpoint)
    throw new RangeError(`The plan names endpoint '${endpointId}', which is not in the registry.`);
  const entity = endpoint.entity === null ? undefined : context.knowledge.entities.get(endpoint.entity);
  const nouns = entity ? { singular: entity.words[0] ?? entity.id, plural: entity.plural } : null;
  return { endpoint, words: toEndpointWords(endpoint, nouns, context.language) };
}

function occupation(row: PlanRow, random: Random): string {
  const value = generateValue(
    {
      generator: 'occupation',
      schema: { type: 'string' },
      entity: null,
      label: 'occupation',
      examples: [],
      anchor: createAnchor(row.locale, random.fork('anchor')),
      locale: row.locale,
      now: row.now,
    },
    random,
  );
  return String(value);
}

function goalInWords(steps: readonly BriefStep[], goals: readonly (readonly number[])[]): string {
  const parts = goals.map((goal) =>
    goal
      .map((index) => {
        const step = steps[index];
        return step
          ? `${step.words.verbs[0] ?? step.endpoint.intent} ${withArticle(step.words, step.endpoint.intent)}`
          : '';
      })
      .join(', '),
  );
  return parts.join('; then ');
}

function uniqueEndpoints(steps: readonly BriefStep[]): Endpoint[] {
  return [...new Map(steps.map((step) => [step.endpoint.id, step.endpoint])).values()];
}

function toPolicies(offered: readonly Endpoint[]): Policy[] {
  const names = offered.filter((endpoint) => endpoint.irreversible).map((endpoint) => endpoint.callName);
  if (names.length === 0) return [];
  return [
    {
      id: 'confirm-irreversible',
      kind: 'confirm_before',
      endpoints: [...names].sort(),
      text: 'Ask for confirmation before anything that costs money or cannot be undone.',
    },
  ];
}
