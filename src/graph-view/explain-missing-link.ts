import type { Reach } from '../graph/graph-settings.js';
import { schemasAgree } from '../graph/schemas-agree.js';
import type { Endpoint } from '../types/tool-registry.js';
import { article } from './explain-link.js';
import { type PairContext, type PairValue, valuesGiven, valuesWanted } from './pair-context.js';

const mostReasons = 5;

/** How near a field comes to filling a parameter, and what is in the way; 0 is nearest. */
type Obstacle = { readonly distance: number; readonly text: string };

/** Why no field of an endpoint fills a parameter of another one, the nearest misses first. */
export function explainMissingLink(context: PairContext, from: Endpoint, to: Endpoint): readonly string[] {
  if (from.id === to.id) return ['An endpoint does not feed itself.'];
  const left = [from, to].filter(({ unusable }) => unusable !== null);
  if (left.length > 0)
    return left.map(({ callName, unusable }) => `${callName} takes no part in the graph: ${unusable}.`);
  const given = valuesGiven(context, from);
  const wanted = valuesWanted(context, to);
  if (given.length === 0)
    return [`The answer of ${from.callName} shows nothing that can be passed on (${from.response.origin}).`];
  if (wanted.length === 0)
    return [`${to.callName} takes nothing that an answer could supply${describeNames(to)}.`];

  const nearest = wanted.flatMap(
    (parameter) =>
      given
        .flatMap((field) => obstacleOf(context, from, field, to, parameter) ?? [])
        .sort((left, right) => left.distance - right.distance)[0] ?? [],
  );
  if (nearest.length > 0)
    return nearest
      .sort((left, right) => left.distance - right.distance)
      .slice(0, mostReasons)
      .map(({ text }) => text);
  return [
    'They share no concept.',
    `${from.callName} supplies ${listOf(given.map(({ identity }) => describe(identity)))}.`,
    `${to.callName} takes ${listOf(wanted.map(({ identity }) => describe(identity)))}.`,
  ];
}

function obstacleOf(
  context: PairContext,
  from: Endpoint,
  field: PairValue,
  to: Endpoint,
  parameter: PairValue,
): Obstacle | null {
  const pair = `${field.place} and ${parameter.place}`;
  const { entity, anchor } = parameter.identity;
  if (isSameValue(field, parameter)) {
    const what = entity === null && anchor !== null ? article(anchor) : describe(parameter.identity);
    return {
      distance: 0,
      text: `${pair} both are ${what}, but ${blockOf(context, from, field, to, parameter)}.`,
    };
  }
  const [is, wants] = [describe(field.identity), describe(parameter.identity)];
  if (field.name.toLowerCase() === parameter.name.toLowerCase())
    return { distance: 1, text: `${pair} are named alike, but the field is ${is}, the parameter ${wants}.` };
  if (field.identity.entity === null || entity === null) return null;
  return {
    distance: 2,
    text: `Different things: ${field.place} is ${is}, ${parameter.place} wants ${wants}.`,
  };
}

/** True for identifiers of one entity, or values of one universal concept. */
function isSameValue({ identity: left }: PairValue, { identity: right }: PairValue): boolean {
  if (left.entity !== null || right.entity !== null) return left.entity === right.entity;
  return left.anchor === right.anchor;
}

/** What keeps apart two values that are the same thing. */
function blockOf(
  { concepts, settings }: PairContext,
  from: Endpoint,
  field: PairValue,
  to: Endpoint,
  parameter: PairValue,
): string {
  const { entity, anchor, concept: given } = field.identity;
  const wanted = parameter.identity.concept;
  const isOwn = entity !== null && from.toolId === to.toolId;
  const reach = anchor === null ? 'never' : (settings.universalConcepts.get(anchor)?.link ?? 'never');
  if (!isOwn && !isWithin(reach, from, to)) {
    if (reach !== 'never') return `values of this kind stay within one ${reach}`;
    return entity === null
      ? 'values of this kind are said by the user, not handed from call to call'
      : 'identifiers of one tool mean nothing in another';
  }
  if (parameter.isCorner) return 'the parameter is a corner of a map section';
  if (!schemasAgree(field.schema, parameter.schema))
    return 'their types or closed sets of values do not agree';
  if (field.end !== null && parameter.end !== null && field.end !== parameter.end)
    return 'they are opposite ends of a journey or period';
  if (given !== null && wanted !== null && !concepts.isA(given, wanted) && !concepts.isA(wanted, given))
    return `${article(given)} is not ${article(wanted)}`;
  if (field.identity.confidence * parameter.identity.confidence < settings.dataLink.minimumConfidence)
    return 'that is too uncertain to link them';
  return 'it would tell a thing what it has already, or start an errand that nobody has';
}

/** The category is the first part of a tool's id. */
function isWithin(reach: Reach | 'never', from: Endpoint, to: Endpoint): boolean {
  if (reach === 'never') return false;
  if (reach === 'anywhere' || from.toolId === to.toolId) return true;
  const categoryOf = ({ toolId }: Endpoint) => toolId.split('/')[0];
  return reach === 'category' && categoryOf(from) === categoryOf(to);
}

function describe({ entity, anchor, concept }: PairValue['identity']): string {
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
