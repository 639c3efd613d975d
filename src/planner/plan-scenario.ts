import type { SlotValue } from '../language/acts.js';
import { toEndpointWords, withArticle } from '../language/endpoint-words.js';
import type { LanguageData } from '../language/language-data.js';
import type { Random } from '../random/random.js';
import type { JsonObject, JsonPrimitive, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { KnownValue, Policy, Scenario } from '../types/scenario.js';
import type { Endpoint } from '../types/tool-registry.js';
import { createAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import { conceptLine } from './concept-line.js';
import type { BriefStep, ConversationBrief } from './conversation-brief.js';
import { planPicks } from './plan-picks.js';
import { writeSystemMessage } from './system-message.js';

export type PlannerContext = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly knowledge: Knowledge;
  readonly language: LanguageData;
};

/** Concepts that a product may know of its user; the name of the profile entry. */
const profileConcepts: { readonly [concept: string]: string } = {
  email: 'email',
  phone_number: 'phone_number',
  person_name: 'name',
  first_name: 'first_name',
  last_name: 'last_name',
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
  const profile = planProfile(slots, attempt, context, random.fork('profile'));
  const offered = random
    .fork('offered')
    .shuffle([
      ...(attempt.served ? uniqueEndpoints(steps) : []),
      ...attempt.distractors.flatMap((id) => context.endpoints.get(id) ?? []),
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

function toSlotValue(index: number, attempt: PlanAttempt, context: PlannerContext): SlotValue {
  const slot = attempt.chain.slots[index];
  const endpoint = context.endpoints.get(slot?.endpointId ?? '');
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === slot?.parameter);
  if (!slot || !endpoint || !parameter)
    throw new RangeError(`The plan's slot ${index} names a parameter that is not in the registry.`);
  const value = attempt.bindings[index];
  const isList = Array.isArray(value);
  return {
    slot: index,
    intent: endpoint.intent,
    label: parameter.label === '' ? parameter.name.replace(/[^A-Za-z]+/g, ' ').trim() : parameter.label,
    description: parameter.description,
    concept: parameter.concept?.id ?? null,
    concepts: conceptLine(parameter.concept?.id ?? null, context.knowledge),
    schema: isList ? (parameter.schema.items ?? {}) : parameter.schema,
    values: isList ? value.filter(isPrimitive) : isPrimitive(value) ? [value] : [],
    isList,
  };
}

function isPrimitive(value: JsonValue | undefined): value is JsonPrimitive {
  return value !== undefined && (value === null || typeof value !== 'object');
}

type Profile = { readonly values: JsonObject; readonly context: ReadonlyMap<number, string> };

/** Half of the time a product knows who its user is: then nobody needs to say it. */
function planProfile(
  slots: readonly SlotValue[],
  attempt: PlanAttempt,
  plannerContext: PlannerContext,
  random: Random,
): Profile {
  const values: { [key: string]: JsonValue } = {};
  const context = new Map<number, string>();
  for (const slot of slots) {
    const key =
      slot.concept !== null && Object.hasOwn(profileConcepts, slot.concept)
        ? profileConcepts[slot.concept]
        : undefined;
    const value = slot.values[0];
    if (key === undefined || slot.isList || typeof value !== 'string' || attempt.withheld.includes(slot.slot))
      continue;
    // A change to what the user only now decides is theirs to say.
    const intent = plannerContext.endpoints.get(attempt.chain.slots[slot.slot]?.endpointId ?? '')?.intent;
    if (intent === 'update' || Object.hasOwn(values, key) || !random.chance(0.5)) continue;
    values[key] = value;
    context.set(slot.slot, `/profile/${key}`);
  }
  return { values, context };
}

function toKnownValue(slot: SlotValue, attempt: PlanAttempt, context: PlannerContext): KnownValue {
  const known: KnownValue = {
    label: slot.label,
    value: attempt.bindings[slot.slot] ?? null,
    concept: slot.concept,
  };
  return isReference(slot, attempt, context)
    ? { ...known, reference: `has the ${slot.label} at hand` }
    : known;
}

/** True of what names one thing and what people do know: an order number, a ticker, an ISBN, a user name. */
function isReference(
  slot: SlotValue,
  attempt: PlanAttempt,
  { knowledge, endpoints }: PlannerContext,
): boolean {
  if (slot.concept === null) return false;
  if (knowledge.isA(slot.concept, 'reference') || knowledge.concepts.get(slot.concept)?.identifies)
    return true;
  const chainSlot = attempt.chain.slots[slot.slot];
  const endpoint = endpoints.get(chainSlot?.endpointId ?? '');
  return endpoint !== undefined && endpoint.idParameter === chainSlot?.parameter;
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
