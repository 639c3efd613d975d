import { namesType } from '../json/names-type.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { normalName } from './attribute-key.js';
import type { Instance } from './instance.js';
import type { ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

const unstated = '#unstated';

/**
 * Notes what a write could have said and did not: a note that nobody wrote and a tip that nobody gave are not there. Not days,
 * numbers of things and switches, for which a service has values of its own.
 */
export function noteUnstated(
  instance: Instance,
  endpoint: Endpoint,
  { given }: ReadArguments,
  world: World,
): void {
  const { attributes } = world.profile(instance.entity);
  const silent = endpoint.parameters
    .filter(
      (parameter) => !parameter.required && !Object.hasOwn(given, parameter.name) && isOnesOwn(parameter),
    )
    .map(({ name }) => endpoint.writes.find(({ parameter }) => parameter === name)?.field ?? normalName(name))
    // What other answers show of a thing that is there already was stated before.
    .filter((field) => endpoint.intent === 'create' || attributes.get(field)?.shared !== true);
  if (silent.length > 0) instance.facts.set(unstated, silent);
}

/** True of an attribute that a write left unsaid and that no call has said since. */
export function isUnstated({ facts }: Instance, attribute: string): boolean {
  const silent = facts.get(unstated);
  return Array.isArray(silent) && silent.includes(attribute) && !facts.has(attribute);
}

/** Texts, choices, addresses and amounts: what only whoever asks can know. */
function isOnesOwn({ schema, concept, name, role }: Parameter): boolean {
  if (schema.default !== undefined || schema.const !== undefined || role === 'technical') return false;
  if (namesType(schema, 'boolean') || /^(date|time)/.test(schema.format ?? '')) return false;
  if (/(^|_)(date|time|status|currency|language|locale|unit|units)s?$|_(at|on)$/.test(normalName(name)))
    return false;
  if (/date|time|currency|language|count|quantity|status/.test(concept?.id ?? '')) return false;
  // What things are known by, they have without anybody's saying so.
  if (/(^|_)(id|isbn|ean|upc|sku|code|number|key|slug)$/.test(normalName(name))) return false;
  if (namesType(schema, 'string')) return true;
  return /tip|amount|price|budget|limit$/.test(normalName(name));
}
