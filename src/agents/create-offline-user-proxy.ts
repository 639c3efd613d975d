import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Reference, SlotValue, StepRequest } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ChainSource } from '../types/tool-chain.js';
import type { AgentContext } from './agent-context.js';
import type { UserMove, UserProxy } from './agent-ports.js';
import { answerOf } from './report-goal.js';
import { nameOf } from './select-facts.js';

/** The user that works without a model: asks for one goal after the other, answers what is asked, chooses, confirms. */
export function createOfflineUserProxy(context: AgentContext, random: Random): UserProxy {
  let turn = 0;
  return {
    next(state) {
      turn += 1;
      const draw = random.fork(`turn-${turn}`);
      const { pending } = state;
      if (pending?.kind === 'values')
        return answer({
          kind: 'inform',
          slots: pending.slots.flatMap((slot) => state.brief.slots[slot] ?? []),
        });
      if (pending?.kind === 'confirmation') return answer({ kind: 'confirm' });
      if (pending?.kind === 'choice') {
        const { references, members } = choose(pending.step, state, context, draw);
        return {
          act: { kind: 'choose', references },
          opens: null,
          picks: new Map([[pending.step, members]]),
        };
      }
      const goal = state.goal + 1;
      if (goal < state.brief.chain.goals.length && !state.closed) return request(goal, state, context, draw);
      const thing = state.brief.steps.at(-1)?.words;
      return !state.closed && thing && draw.chance(0.3) ? answer({ kind: 'thank', thing }) : null;
    },
  };
}

function answer(act: UserMove['act']): UserMove {
  return { act, opens: null, picks: new Map() };
}

type Choice = { readonly references: readonly Reference[]; readonly members: readonly number[] };

/** Settles on members that the assistant named, by their names or places. */
function choose(step: number, state: ConversationState, context: AgentContext, random: Random): Choice {
  const shown = state.shown.get(step) ?? [];
  const items = state.brief.picks.get(step)?.items ?? 1;
  if (shown.length < items)
    throw new ConversationFailure(
      'too-few-members',
      `step ${step} showed ${shown.length} of ${items} needed members`,
    );
  const members = random
    .shuffle(shown)
    .slice(0, items)
    .sort((one, other) => one - other);
  const byName = random.chance(0.6);
  const words = state.brief.steps[step]?.words;
  const references = members.map((member): Reference => {
    const name = byName ? nameOf(answerOf(step, state), member, context) : null;
    const place = shown.indexOf(member);
    const base = {
      preposition: 'for' as const,
      singular: words?.singular ?? 'one',
      plural: words?.plural ?? 'ones',
      count: 1,
      places: [place],
    };
    return name ? { ...base, by: 'name', name: String(name.value) } : { ...base, by: 'ordinal', name: '' };
  });
  return { references, members };
}

function request(goal: number, state: ConversationState, context: AgentContext, random: Random): UserMove {
  const picks = new Map<number, readonly number[]>();
  const steps: StepRequest[] = [];
  const said = new Set<number>();
  for (const siblings of groupSiblings(state.brief.chain.goals[goal]?.steps ?? [], state)) {
    const first = siblings[0];
    const brief = first === undefined ? undefined : state.brief.steps[first];
    if (first === undefined || !brief) continue;
    const values = siblings.map((step) => sayableSlots(step, said, state));
    const shared = (values[0] ?? []).filter((slot) =>
      values.every((slots) => slots.some((other) => other.slot === slot.slot)),
    );
    for (const slots of values) for (const slot of slots) said.add(slot.slot);
    const own = values.map((slots) =>
      slots.filter((slot) => !shared.some((other) => other.slot === slot.slot)),
    );
    const reference = referenceOf(
      first,
      siblings.length,
      goal,
      state,
      context,
      picks,
      random.fork(`step-${first}`),
    );
    steps.push({ words: brief.words, intent: brief.endpoint.intent, shared, own, reference });
  }
  return { act: { kind: 'request', opening: goal === 0, steps }, opens: goal, picks };
}

/** Steps of one parallel group on one endpoint are asked for in one breath. */
function groupSiblings(steps: readonly number[], state: ConversationState): number[][] {
  const groups: number[][] = [];
  for (const step of steps) {
    const last = groups.at(-1)?.[0];
    const chain = state.brief.chain.steps;
    const group = chain[step]?.parallelGroup ?? null;
    const sibling =
      last !== undefined &&
      group !== null &&
      chain[last]?.parallelGroup === group &&
      chain[last]?.endpointId === chain[step]?.endpointId;
    if (sibling) groups.at(-1)?.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Values of a step that this message should bring: not said before, not held back, not known to the product. */
function sayableSlots(step: number, said: ReadonlySet<number>, state: ConversationState): SlotValue[] {
  const { chain, withheld, context, slots } = state.brief;
  const used = (chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? [from.slot] : [],
  );
  return [...new Set(used)].flatMap((slot) => {
    const value = slots[slot];
    const fresh = !state.mentions.has(slot) && !said.has(slot) && !withheld.has(slot) && !context.has(slot);
    return value && fresh ? [value] : [];
  });
}

/** How the user points at what an earlier answer brought, choosing from a list where that is still open. */
function referenceOf(
  step: number,
  siblings: number,
  goal: number,
  state: ConversationState,
  context: AgentContext,
  picks: Map<number, readonly number[]>,
  random: Random,
): Reference | null {
  const link = mainLink(step, state, context);
  if (!link) return null;
  const supplier = state.brief.steps[link.from.step];
  if (!supplier) return null;
  const count = Math.max(siblings, membersTaken(step, link.from.step, state));
  const base = { ...link.nouns, preposition: link.preposition, places: [0], count, name: '' };
  const pick = state.brief.picks.get(link.from.step);
  const sameGoal = state.brief.goalOf[link.from.step] === goal;
  const settled = state.picked.get(link.from.step) ?? picks.get(link.from.step);
  if (!link.pointsAtThing && (!pick || settled || sameGoal))
    return { ...base, by: 'value', name: link.label };
  if (sameGoal)
    return {
      ...base,
      by: !pick || pick.policy === 'single' ? 'pronoun' : pick.policy === 'first' ? 'first' : 'open',
    };
  if (pick && !settled) {
    const choice = choose(link.from.step, state, context, random);
    picks.set(link.from.step, choice.members);
    const chosen = joinReferences(choice.references, count);
    return chosen ? { ...chosen, preposition: link.preposition } : { ...base, by: 'pronoun' };
  }
  const name = nameOf(answerOf(link.from.step, state), settled?.[link.from.item] ?? 0, context);
  const fresh = state.brief.goalOf[link.from.step] === goal - 1;
  if (name && (!fresh || (settled?.length ?? 0) > 1 || random.chance(0.5)))
    return { ...base, by: 'name', name: String(name.value) };
  return { ...base, by: fresh ? 'pronoun' : 'that' };
}

/** How many members of one list a step takes: two where it compares them. */
function membersTaken(step: number, supplier: number, state: ConversationState): number {
  const items = (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'link' && from.step === supplier && from.field.includes('*') ? [from.item] : [],
  );
  return new Set(items).size;
}

type MainLink = {
  readonly from: Extract<ChainSource, { kind: 'link' }>;
  /** True where the link carries the identity of a thing; false where it takes over a value such as a city. */
  readonly pointsAtThing: boolean;
  readonly label: string;
  readonly preposition: Reference['preposition'];
  /** What the thing is called. */
  readonly nouns: { readonly singular: string; readonly plural: string };
};

/** Concepts of a point on the map: what is asked for lies near the thing that has them. */
const spots = ['latitude', 'longitude', 'coordinates'];

/** The link that says what a step is about: an identifier before a value that is merely taken over. */
function mainLink(step: number, state: ConversationState, context: AgentContext): MainLink | null {
  const endpoint = state.brief.steps[step]?.endpoint;
  const links = (state.brief.chain.steps[step]?.arguments ?? []).flatMap(
    ({ parameter, from }): MainLink[] => {
      if (from.kind !== 'link') return [];
      const target = endpoint?.parameters.find((candidate) => candidate.name === parameter);
      const concept = target?.concept ? context.knowledge.concepts.get(target.concept.id) : undefined;
      const isSpot = target?.concept
        ? spots.some((spot) => context.knowledge.isA(target.concept?.id ?? '', spot))
        : false;
      const pointsAtThing = isSpot || target?.role === 'identifier' || (concept?.identifies ?? null) !== null;
      const label = target?.label === undefined || target.label === '' ? 'value' : target.label;
      return [
        {
          from,
          pointsAtThing,
          preposition: isSpot ? 'near' : 'for',
          label,
          nouns: nounsOf(concept?.identifies ?? null, from, state, context),
        },
      ];
    },
  );
  return links.find((link) => link.pointsAtThing) ?? links[0] ?? null;
}

/** What the user calls the thing: as the endpoint that showed it does, or, of a thing shown in passing, as its entity is called. */
function nounsOf(
  entity: string | null,
  from: MainLink['from'],
  state: ConversationState,
  context: AgentContext,
): MainLink['nouns'] {
  const supplier = state.brief.steps[from.step];
  const field = supplier?.endpoint.response.fields.find((candidate) => candidate.pointer === from.field);
  const known = entity === null ? undefined : context.knowledge.entities.get(entity);
  if (known && field && field.object > 0)
    return { singular: known.words[0] ?? known.id, plural: known.plural };
  return { singular: supplier?.words.singular ?? 'one', plural: supplier?.words.plural ?? 'ones' };
}

/** Several chosen members in one phrase: `the second one and Casa Luna`. */
function joinReferences(references: readonly Reference[], siblings: number): Reference | undefined {
  const [first] = references;
  if (!first || siblings === 1 || references.length === 1) return first;
  if (references.every((reference) => reference.by === 'name')) {
    return { ...first, name: references.map((reference) => reference.name).join(' and ') };
  }
  return { ...first, by: 'ordinal', places: references.flatMap((reference) => reference.places) };
}
