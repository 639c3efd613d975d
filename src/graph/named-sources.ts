import { isBareId } from '../concepts/bare-id.js';
import { statedSources } from '../concepts/stated-source.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { answerOf } from './identifier-aliases.js';
import type { ValueIdentity } from './value-identity.js';

/** What a description may name. */
export type Sibling = Pick<Endpoint, 'id' | 'name' | 'parameters' | 'description'>;

const confidence = 0.85;

/** What the texts of a tool say of where its parameters' values come from. */
export type NamedSources = {
  /**
   * The answers that a parameter takes because its description names them: "ID is got from 'Get All' endpoint", "the value of
   * resId field returned in .../news/list endpoint". By endpoint and parameter.
   */
  of(endpointId: string, parameter: string): readonly ValueIdentity[];
  /** Fields that they name, as `fieldOf` spells them. */
  readonly fields: ReadonlySet<string>;
};

const known = new WeakMap<readonly Sibling[], NamedSources>();

/** Read once for each tool. */
export function namedSources(siblings: readonly Sibling[]): NamedSources {
  const found = known.get(siblings);
  if (found !== undefined) return found;
  const names = siblings.map(({ name }) => name);
  const sources = new Map<string, readonly ValueIdentity[]>();
  for (const sibling of siblings)
    for (const parameter of sibling.parameters) {
      const identities = sourcesOf(sibling, parameter, siblings, names);
      if (identities.length > 0) sources.set(`${sibling.id} ${parameter.name}`, identities);
    }
  const fields = new Set([...sources.values()].flat().map(({ entity }) => entity ?? ''));
  const named: NamedSources = {
    of: (endpointId, parameter) => sources.get(`${endpointId} ${parameter}`) ?? none,
    fields,
  };
  known.set(siblings, named);
  return named;
}

const none: readonly ValueIdentity[] = [];

function sourcesOf(
  endpoint: Sibling,
  parameter: Parameter,
  siblings: readonly Sibling[],
  names: readonly string[],
): readonly ValueIdentity[] {
  if (!canBeNamed(parameter)) return none;
  const isBare = isBareId(parameter.name);
  const isId = isBare || parameter.role === 'identifier' || /id$/i.test(parameter.name);
  return statedSources(parameter, endpoint.description, names).flatMap(
    ({ place, field }): ValueIdentity[] => {
      const sibling = siblings[place];
      if (sibling === undefined || sibling.id === endpoint.id) return [];
      const named = field ?? (isId ? null : parameter.name);
      const entities = named === null ? [answerOf(sibling.id)] : [fieldOf(sibling.id, named)];
      // An `id` where nothing says of which field it is, or one that is called as the parameter is.
      if (field === null && isId && !isBare) entities.push(fieldOf(sibling.id, parameter.name));
      return entities.map((entity) => ({ concept: null, entity, anchor: null, confidence, pointed: true }));
    },
  );
}

function canBeNamed({ role, schema }: Parameter): boolean {
  if (schema.enum !== undefined || schema.type === 'boolean' || schema.type === 'object') return false;
  return role === 'identifier' || role === 'filter' || role === 'content';
}

/** Pseudo-entity of a field of what an endpoint answers. */
export function fieldOf(endpointId: string, field: string): string {
  return `${answerOf(endpointId)} ${field.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}
