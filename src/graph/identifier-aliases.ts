import { isBareId } from '../concepts/bare-id.js';
import { normalWords } from '../concepts/concept-index.js';
import { describedOwner } from '../concepts/described-owner.js';
import { byNoun, contentWords, headOf, headPhrase, idsSpokenOf, nounOf } from '../concepts/name-nouns.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Endpoint, Parameter, ResponseField } from '../types/tool-registry.js';
import type { EndpointFacts } from './describe-endpoint.js';
import type { Demand, Supply } from './find-data-links.js';
import { envelopes } from './identifier-nouns.js';
import { isOwnIdField, type ValueIdentity } from './value-identity.js';

const aliasConfidence = 0.9;

/**
 * Further things that an identifier may be: the entity of its object where its name says another thing (`num_iid` of a
 * product), what the endpoint's name calls it (the `id` of "Get all Briefs" is a brief's), and the answer of this endpoint.
 */
export function identifierAliases(
  endpoint: Endpoint,
  field: ResponseField,
  identity: ValueIdentity | null,
): readonly ValueIdentity[] {
  if (isPlainId(endpoint, field)) {
    const head = headOf(endpoint.name);
    const owners = [endpoint.entity, head, answerOf(endpoint.id)];
    return [...new Set(owners)].flatMap((one) => (one === null ? [] : [named(one)]));
  }
  const listed = isPlainList(endpoint, field) ? headOf(endpoint.name) : null;
  if (listed !== null) return [named(listed)];
  const noun = nounOf(field.name);
  if (isNamedAsHead(endpoint, field))
    return identity?.anchor == null ? [named(normalWords(field.name).join('_'))] : [];
  if (!isOwnIdField(endpoint, field)) return noun === null || noun === identity?.entity ? [] : [named(noun)];
  const object = endpoint.response.objects[field.object];
  const entities = new Set<string>();
  if (object !== undefined && identity?.anchor == null) entities.add(object.entity);
  if (field.object === 0 && isBareId(field.name)) {
    const named = contentWords(endpoint.name);
    const words = named.length > 0 ? named : contentWords(firstWords(endpoint.description));
    for (const word of words.slice(0, 10)) entities.add(word);
  }
  if (noun !== null) entities.add(noun);
  // `{ bodyPart: { id } }` shows a body part, whatever the endpoint is about.
  if (object !== undefined && isBareId(field.name)) {
    const key = normalWords(object.at.split('/').findLast((step) => step !== '*') ?? '').join('_');
    if (/^[a-z]+_[a-z]+$/.test(key) || (/^[a-z]{3,20}$/.test(key) && !envelopes.has(key))) entities.add(key);
  }
  if (identity?.entity != null) entities.delete(identity.entity);
  if (field.object === 0) entities.add(answerOf(endpoint.id));
  return [...entities].map(named);
}

/**
 * What else a parameter wants: the thing that its name says, where the knowledge knows it by another word, or for a bare
 * `id` what the endpoint's name is about (`getMuscleById`).
 */
export function parameterAliases(
  endpoint: Endpoint,
  parameter: Parameter,
  identity: ValueIdentity,
): readonly ValueIdentity[] {
  if (identity.entity === null || identity.anchor !== null) return [];
  const nouns = isBareId(parameter.name)
    ? bareNouns(endpoint.name, parameter.description)
    : [nounOf(parameter.name)];
  return nouns.flatMap((noun) => (noun === null || noun === identity.entity ? [] : [named(noun)]));
}

/** Whose a bare `id` is: what the description says, else what the endpoint is about, by its last words (`body_part`) as well. */
function bareNouns(name: string, description: string): readonly (string | null)[] {
  const owner = describedOwner(description);
  if (owner !== null) return [owner];
  if (idsSpokenOf(description) !== null) return [];
  const by = byNoun(name);
  if (by !== null) return [by];
  const phrase = headPhrase(name);
  return [phrase.at(-1) ?? null, phrase.length > 1 ? phrase.slice(-2).join('_') : null];
}

/** Whose identifiers a parameter takes though its name does not say that it takes any: `agencies`, "a list of agency IDs". */
export function describedIdentifier({ role, schema, description }: Parameter): ValueIdentity | null {
  if ((role !== 'content' && role !== 'filter') || schema.enum !== undefined) return null;
  const noun = idsSpokenOf(/^[^.]{0,60}/.exec(description)?.[0] ?? '');
  return noun === null
    ? null
    : { concept: null, entity: noun, anchor: null, confidence: 0.85, described: true };
}

/** `{ season: 2020 }` of "Seasons": what has no id is known by what it is called. */
function isNamedAsHead({ name, response }: Endpoint, field: ResponseField): boolean {
  const own = response.objects[0];
  if (field.object !== 0 || own === undefined || own.idField !== null || !own.at.endsWith('/*')) return false;
  // A name for many (`matches`) holds others.
  return tokenizeName(field.name).join(' ') === headOf(name);
}

/** "Get list of fixture IDs": a plain list of them. */
function isPlainId({ name, response }: Endpoint, { pointer }: ResponseField): boolean {
  return response.objects.length === 0 && pointer.endsWith('/*') && /(?:\b|_)ids\b|Ids\b/i.test(name);
}

/** "Zones": a plain list of what they are known by. */
function isPlainList({ response }: Endpoint, { pointer, schema }: ResponseField): boolean {
  return response.objects.length === 0 && pointer === '/*' && schema.type === 'string';
}

function named(entity: string): ValueIdentity {
  return { concept: null, entity, anchor: null, confidence: aliasConfidence };
}

function firstWords(description: string): string {
  return /^[^.\n]{0,80}/.exec(description)?.[0] ?? '';
}

/** Pseudo-entity of what an endpoint answers, for parameters whose description names that endpoint. */
export function answerOf(endpointId: string): string {
  return `answer of ${endpointId}`;
}

/** Entities whose identifier the caller must give. */
export function givenEntities(demands: readonly Demand[]): ReadonlySet<string> {
  return new Set(
    demands.flatMap(({ parameter, identity }) => (parameter.required ? (identity.entity ?? []) : [])),
  );
}

const points: ReadonlySet<string> = new Set(['latitude', 'longitude', 'coordinates']);

/** True where an answer gives back the point that was asked about, or a guessed one the identifier: no evidence of anything. */
export function isEcho({ endpoint, given, asked }: EndpointFacts, { field, identity }: Supply): boolean {
  if (field.pointer.includes('*')) return false;
  // The point that was asked about comes back, declared or not; nobody goes on from there.
  const isPoint = identity.anchor !== null && points.has(identity.anchor);
  if (isPoint && [...points].some((point) => asked.has(point))) return true;
  if (endpoint.response.origin !== 'inferred') return false;
  if (identity.entity === null) return false;
  return given.has(identity.entity) || (isOwnIdField(endpoint, field) && given.has(endpoint.entity ?? ''));
}
