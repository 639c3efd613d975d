import type { Reference } from '../language/acts.js';
import { join } from '../language/join.js';
import { phraseToText } from '../language/utterance.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './answer-of.js';
import { chooseMembers } from './choose-members.js';
import { identityLinks, type Link, linksOf, mainLink } from './main-link.js';
import { nameOf } from './select-facts.js';
import { spokenName } from './spoken-name.js';
import { targetName } from './target-name.js';

/** How the user points at what an earlier answer brought, choosing from a list where that is still open. */
export function referenceTo(
  step: number,
  siblings: number,
  request: number,
  state: ConversationState,
  context: AgentContext,
  picks: Map<number, readonly number[]>,
  random: Random,
): Reference | null {
  const links = linksOf(step, state, context);
  const link = mainLink(links);
  if (!link) return null;
  const supplier = state.brief.steps[link.from.step];
  if (!supplier) return null;
  const count = Math.max(siblings, membersTaken(step, link.from.step, state));
  const by = (way: Reference['by'], name = ''): Reference => ({
    by: way,
    name,
    count,
    places: firstPlace,
    preposition: link.preposition,
    singular: link.nouns.singular,
    plural: link.nouns.plural,
  });
  const pick = state.brief.picks.get(link.from.step);
  const sameRequest = state.brief.requestOf[link.from.step] === request;
  const settled = state.picked.get(link.from.step) ?? picks.get(link.from.step);
  if (!link.pointsAtThing && (!pick || settled || sameRequest)) return by('value', link.label);
  if (sameRequest)
    return by(!pick || pick.policy === 'single' ? 'pronoun' : pick.policy === 'first' ? 'first' : 'open');
  if (pick && !settled) {
    const choice = chooseMembers(link.from.step, state, context, random);
    picks.set(link.from.step, choice.members);
    const chosen = joinReferences(choice.references, count, context);
    return chosen ? { ...chosen, preposition: link.preposition } : by('pronoun');
  }
  const names = namesOfOperands(links, state, context);
  if (names.length > 1) return by('name', joinNames(names, context));
  const shown = link.origin ?? { step: link.from.step, member: settled?.[link.from.item] ?? 0 };
  const name =
    nameOf(answerOf(shown.step, state, context), shown.member) ?? targetName(shown.step, state, context);
  const isSibling = state.brief.chain.steps[link.from.step]?.parallelGroup !== null;
  const fresh = state.brief.requestOf[link.from.step] === request - 1 && shown.step === link.from.step;
  if (name && (!fresh || (settled?.length ?? 0) > 1 || isSibling || random.chance(0.5)))
    return by('name', spokenName(name));
  return by(fresh ? 'pronoun' : 'that');
}

const firstPlace: readonly number[] = [0];

/** Names of all things that a step takes, where it takes several that earlier answers brought: a comparison names both. */
function namesOfOperands(links: readonly Link[], state: ConversationState, context: AgentContext): string[] {
  const names = identityLinks(links).flatMap(({ from }) => {
    if (!state.executed.has(from.step)) return [];
    const member = state.picked.get(from.step)?.[from.item] ?? 0;
    const name = nameOf(answerOf(from.step, state, context), member);
    return name === null ? [] : spokenName(name);
  });
  return [...new Set(names)];
}

function joinNames(names: readonly string[], { language }: AgentContext): string {
  return phraseToText(
    join(
      names.map((name) => [name]),
      'and',
      language,
    ),
  );
}

/** How many members of one list a step takes: two where it compares them. */
function membersTaken(step: number, supplier: number, state: ConversationState): number {
  const items: number[] = [];
  for (const { from } of state.brief.chain.steps[step]?.arguments ?? []) {
    if (from.kind !== 'link' || from.step !== supplier || !from.field.includes('*')) continue;
    if (!items.includes(from.item)) items.push(from.item);
  }
  return items.length;
}

/** Several chosen members in one phrase: `the second one and Casa Luna`. */
function joinReferences(
  references: readonly Reference[],
  siblings: number,
  context: AgentContext,
): Reference | undefined {
  const [first] = references;
  if (!first || siblings === 1 || references.length === 1) return first;
  if (references.every((reference) => reference.by === 'name')) {
    return {
      ...first,
      name: joinNames(
        references.map((reference) => reference.name),
        context,
      ),
    };
  }
  return { ...first, by: 'ordinal', places: references.flatMap((reference) => reference.places) };
}
