import { isBareId } from '../concepts/bare-id.js';
import { statedSources } from '../concepts/stated-source.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { answerOf } from './identifier-aliases.js';
import type { ValueIdentity } from './value-identity.js';

/** What a description may name. */
export type Sibling = Pick<Endpoint, 'id' | 'name' | 'parameters' | 'description'>;

const confidence = 0.85;

/**
 * Endpoints of the tool whose answer a parameter takes because its description names them: "ID is got from 'Get All'
 * endpoint", "the value of resId field returned in .../news/list endpoint".
 */
export function namedSources(
  endpoint: Pick<Endpoint, 'id' | 'description'>,
  parameter: Parameter,
  siblings: readonly Sibling[],
): readonly ValueIdentity[] {
  if (!canBeNamed(parameter)) return [];
  const isBare = isBareId(parameter.name);
  const isId = isBare || parameter.role === 'identifier' || /id$/i.test(parameter.name);
  return statedSources(
    parameter,
    endpoint.description,
    siblings.map(({ name }) => name),
  ).flatMap(({ place, field }): ValueIdentity[] => {
    const sibling = siblings[place];
    if (sibling === undefined || sibling.id === endpoint.id) return [];
    const named = field ?? (isId ? null : parameter.name);
    const entities = named === null ? [answerOf(sibling.id)] : [fieldOf(sibling.id, named)];
    // An `id` where nothing says of which field it is, or one that is called as the parameter is.
    if (field === null && isId && !isBare) entities.push(fieldOf(sibling.id, parameter.name));
    return entities.map((entity) => ({ concept: null, entity, anchor: null, confidence, pointed: true }));
  });
}

function canBeNamed({ role, schema }: Parameter): boolean {
  if (schema.enum !== undefined || schema.type === 'boolean' || schema.type === 'object') return false;
  return role === 'identifier' || role === 'filter' || role === 'content';
}

/** Pseudo-entity of a field of what an endpoint answers. */
export function fieldOf(endpointId: string, field: string): string {
  return `${answerOf(endpointId)} ${field.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}

const known = new WeakMap<readonly Sibling[], ReadonlySet<string>>();

/** What descriptions of the tool's parameters say of its fields, as `fieldOf` spells it. */
export function namedFields(siblings: readonly Sibling[]): ReadonlySet<string> {
  const found = known.get(siblings);
  if (found !== undefined) return found;
  const named = new Set(
    siblings.flatMap((sibling) =>
      sibling.parameters.flatMap((parameter) =>
        namedSources(sibling, parameter, siblings).map(({ entity }) => entity ?? ''),
      ),
    ),
  );
  known.set(siblings, named);
  return named;
}
