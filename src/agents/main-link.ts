import type { Reference } from '../language/acts.js';
import { onceForEach } from '../planner/once-for-each.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ChainSource } from '../types/tool-chain.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { firstShown, type Showing } from './first-shown.js';

export type Link = LinkTarget & {
  readonly from: Extract<ChainSource, { kind: 'link' }>;
  /** Where the thing was first shown as itself; null where that is open. */
  readonly origin: Showing | null;
  /** What the thing is called. */
  readonly nouns: { readonly singular: string; readonly plural: string };
};

type LinkTarget = {
  /** True where the link carries the identity of a thing; false where it takes over a value such as a city. */
  readonly pointsAtThing: boolean;
  readonly label: string;
  readonly preposition: Reference['preposition'];
};

/** Concepts of a point on the map: what is asked for lies near the thing that has them. */
const spots = ['latitude', 'longitude', 'coordinates'];

/** All that a step takes over from earlier answers. */
export function linksOf(step: number, state: ConversationState, context: AgentContext): Link[] {
  const endpoint = state.brief.steps[step]?.endpoint;
  const links: Link[] = [];
  for (const { parameter, from } of state.brief.chain.steps[step]?.arguments ?? []) {
    if (from.kind !== 'link') continue;
    const { pointsAtThing, label, preposition } = targetOf(parameter, endpoint, context);
    const origin = pointsAtThing && preposition === 'for' ? firstShown(from, state, context) : null;
    const nouns = nounsOf(origin?.step ?? from.step, state);
    links.push({ from, pointsAtThing, label, preposition, origin, nouns });
  }
  return links;
}

/** The link that says what a step is about: an identifier before a value that is merely taken over. */
export function mainLink(links: readonly Link[]): Link | null {
  return links.find((link) => link.pointsAtThing) ?? links[0] ?? null;
}

/** Links that carry the identity of a thing of one kind: two for a comparison. */
export function identityLinks(links: readonly Link[]): readonly Link[] {
  const things = links.filter((link) => link.pointsAtThing && link.preposition === 'for');
  return things.filter((link) => link.nouns.singular === things[0]?.nouns.singular);
}

const unknownTarget: LinkTarget = { pointsAtThing: false, label: 'value', preposition: 'for' };

function targetOf(name: string, endpoint: Endpoint | undefined, context: AgentContext): LinkTarget {
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === name);
  return parameter ? readTarget(parameter, context) : unknownTarget;
}

const readTarget = onceForEach(
  ({ concept, role, label }: Parameter, { knowledge }: AgentContext): LinkTarget => {
    const isSpot = concept !== null && spots.some((spot) => knowledge.isA(concept.id, spot));
    const identifies = concept === null ? null : (knowledge.concepts.get(concept.id)?.identifies ?? null);
    return {
      pointsAtThing: isSpot || role === 'identifier' || identifies !== null,
      label: label === '' ? 'value' : label,
      preposition: isSpot ? 'near' : 'for',
    };
  },
);

/** What the user calls the thing: as the endpoint that showed it does. */
function nounsOf(step: number, state: ConversationState): Link['nouns'] {
  const words = state.brief.steps[step]?.words;
  return { singular: words?.singular ?? 'one', plural: words?.plural ?? 'ones' };
}
