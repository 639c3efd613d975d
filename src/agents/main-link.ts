import type { Reference } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ChainSource } from '../types/tool-chain.js';
import type { AgentContext } from './agent-context.js';
import { firstShown, type Showing } from './first-shown.js';

export type MainLink = {
  readonly from: Extract<ChainSource, { kind: 'link' }>;
  /** True where the link carries the identity of a thing; false where it takes over a value such as a city. */
  readonly pointsAtThing: boolean;
  readonly label: string;
  readonly preposition: Reference['preposition'];
  /** Where the thing was first shown as itself; null where that is open. */
  readonly origin: Showing | null;
  /** What the thing is called. */
  readonly nouns: { readonly singular: string; readonly plural: string };
};

/** Concepts of a point on the map: what is asked for lies near the thing that has them. */
const spots = ['latitude', 'longitude', 'coordinates'];

/** The link that says what a step is about: an identifier before a value that is merely taken over. */
export function mainLink(step: number, state: ConversationState, context: AgentContext): MainLink | null {
  const links = linksOf(step, state, context);
  return links.find((link) => link.pointsAtThing) ?? links[0] ?? null;
}

/** Links that carry the identity of a thing of one kind: two for a comparison. */
export function identityLinks(step: number, state: ConversationState, context: AgentContext): MainLink[] {
  const links = linksOf(step, state, context).filter(
    (link) => link.pointsAtThing && link.preposition === 'for',
  );
  return links.filter((link) => link.nouns.singular === links[0]?.nouns.singular);
}

function linksOf(step: number, state: ConversationState, context: AgentContext): MainLink[] {
  const endpoint = state.brief.steps[step]?.endpoint;
  return (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ parameter, from }): MainLink[] => {
    if (from.kind !== 'link') return [];
    const target = endpoint?.parameters.find((candidate) => candidate.name === parameter);
    const concept = target?.concept ? context.knowledge.concepts.get(target.concept.id) : undefined;
    const isSpot = target?.concept
      ? spots.some((spot) => context.knowledge.isA(target.concept?.id ?? '', spot))
      : false;
    const pointsAtThing = isSpot || target?.role === 'identifier' || (concept?.identifies ?? null) !== null;
    const label = target?.label === undefined || target.label === '' ? 'value' : target.label;
    const origin = pointsAtThing && !isSpot ? firstShown(from, state) : null;
    return [
      {
        from,
        pointsAtThing,
        preposition: isSpot ? 'near' : 'for',
        label,
        origin,
        nouns: nounsOf(origin?.step ?? from.step, state),
      },
    ];
  });
}

/** What the user calls the thing: as the endpoint that showed it does. */
function nounsOf(step: number, state: ConversationState): MainLink['nouns'] {
  const words = state.brief.steps[step]?.words;
  return { singular: words?.singular ?? 'one', plural: words?.plural ?? 'ones' };
}
