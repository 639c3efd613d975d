import type { Reference } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ChainSource } from '../types/tool-chain.js';
import type { AgentContext } from './agent-context.js';

export type MainLink = {
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
export function mainLink(step: number, state: ConversationState, context: AgentContext): MainLink | null {
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
