import { type EndpointFacts, joinKey } from '../graph/describe-endpoint.js';
import type { Demand, Supply } from '../graph/find-data-links.js';
import { isWithin } from '../graph/is-within.js';
import { schemasAgree } from '../graph/schemas-agree.js';
import type { Endpoint } from '../types/tool-registry.js';
import { article } from './explain-link.js';
import { factsOf, type PairContext } from './pair-context.js';

const mostReasons = 5;

/** How near a field comes to filling a parameter, and what is in the way; 0 is nearest. */
type Obstacle = { readonly distance: number; readonly text: string };

/** Why no field of an endpoint fills a parameter of another one, the nearest misses first. */
export function explainMissingLink(context: PairContext, from: Endpoint, to: Endpoint): readonly string[] {
  if (from.id === to.id) return ['An endpoint does not feed itself.'];
  const left = [from, to].filter(({ unusable }) => unusable !== null);
  if (left.length > 0)
    return left.map(({ callName, unusable }) => `${callName} takes no part in the graph: ${unusable}.`);
  const [source, target] = [factsOf(context, from), factsOf(context, to)];
  if (source.supplies.length === 0)
    return [`The answer of ${from.callName} shows nothing that can be passed on (${from.response.origin}).`];
  if (target.demands.length === 0)
    return [`${to.callName} takes nothing that an answer could supply${describeNames(to)}.`];

  const nearest = target.demands.flatMap((demand) => nearestObstacle(context, source, target, demand) ?? []);
  if (nearest.length > 0)
    return nearest
      .sort((a, b) => a.distance - b.distance)
      .slice(0, mostReasons)
      .map(({ text }) => text);
  return [
    'They share no concept.',
    `${from.callName} supplies ${listOf(source.supplies.map(({ identity }) => describe(identity)))}.`,
    `${to.callName} takes ${listOf(target.demands.map(({ identity }) => describe(identity)))}.`,
  ];
}

function nearestObstacle(
  context: PairContext,
  source: EndpointFacts,
  target: EndpointFacts,
  demand: Demand,
): Obstacle | null {
  let nearest: Obstacle | null = null;
  for (const supply of source.supplies) {
    const found = obstacleOf(context, source, supply, target, demand);
    if (found !== null && (nearest === null || found.distance < nearest.distance)) nearest = found;
  }
  return nearest;
}

function obstacleOf(
  context: PairContext,
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
): Obstacle | null {
  const pair = `${supply.field.pointer} and ${demand.parameter.name}`;
  if (joinKey(supply.identity) === joinKey(demand.identity)) {
    const { entity, anchor } = demand.identity;
    const what = entity === null && anchor !== null ? article(anchor) : describe(demand.identity);
    return {
      distance: 0,
      text: `${pair} both are ${what}, but ${blockOf(context, source, supply, target, demand)}.`,
    };
  }
  const [given, wanted] = [describe(supply.identity), describe(demand.identity)];
  const isNamedAlike = supply.field.name.toLowerCase() === demand.parameter.name.toLowerCase();
  if (isNamedAlike)
    return {
      distance: 1,
      text: `${pair} are named alike, but the field is ${given}, the parameter ${wanted}.`,
    };
  if (supply.identity.entity !== null && demand.identity.entity !== null)
    return {
      distance: 2,
      text: `Different things: ${supply.field.pointer} is ${given}, ${demand.parameter.name} wants ${wanted}.`,
    };
  return null;
}

/** What keeps apart two values that are the same thing. */
function blockOf(
  { concepts, settings }: PairContext,
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
): string {
  const { anchor, concept: given } = supply.identity;
  const wanted = demand.identity.concept;
  const isOneTool = source.endpoint.toolId === target.endpoint.toolId;
  if (supply.identity.entity !== null && !isOneTool && anchor === null)
    return 'identifiers of one tool mean nothing in another';
  const reach = anchor === null ? 'never' : (settings.universalConcepts.get(anchor)?.link ?? 'never');
  if (!(supply.identity.entity !== null && isOneTool) && !isWithin(reach, source, target))
    return reach === 'never'
      ? 'values of this kind are said by the user, not handed from call to call'
      : `values of this kind stay within one ${reach}`;
  if (demand.corner) return 'the parameter is a corner of a map section';
  if (!schemasAgree(supply.field.schema, demand.parameter.schema))
    return 'their types or closed sets of values do not agree';
  if (supply.end !== null && demand.end !== null && supply.end !== demand.end)
    return 'they are opposite ends of a journey or period';
  if (given !== null && wanted !== null && !concepts.isA(given, wanted) && !concepts.isA(wanted, given))
    return `${given} is no ${wanted}`;
  if (supply.identity.confidence * demand.identity.confidence < settings.dataLink.minimumConfidence)
    return 'that is too uncertain to link them';
  return 'it would tell a thing what it has already, or start an errand that nobody has';
}

function describe({ entity, anchor, concept }: Supply['identity']): string {
  if (entity !== null) return `the identifier of ${article(entity)}`;
  return article(concept ?? anchor ?? 'value');
}

function describeNames({ parameters }: Endpoint): string {
  return parameters.length === 0
    ? ': it has no parameters'
    : `: ${parameters.map(({ name }) => name).join(', ')}`;
}

function listOf(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return `${distinct.slice(0, 8).join(', ')}${distinct.length > 8 ? ` and ${distinct.length - 8} more` : ''}`;
}
