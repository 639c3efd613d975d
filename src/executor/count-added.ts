import type { Endpoint } from '../types/tool-registry.js';
import { spacedWords } from '../values/word-case.js';
import type { Instance } from './instance.js';
import type { ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

/** A collection that something is put into, or taken out of, counts one more of it, or one less. */
export function countAdded(
  instance: Instance,
  endpoint: Endpoint,
  { given }: ReadArguments,
  world: World,
): void {
  const [verb = ''] = spacedWords(endpoint.name).split(' ');
  const step = verb === 'add' ? 1 : verb === 'remove' ? -1 : 0;
  if (step === 0) return;
  const { attributes } = world.profile(instance.entity);
  for (const { name, role, concept } of endpoint.parameters) {
    const noun = /^(.+)_id$/.exec(concept?.id ?? '')?.[1];
    if (role !== 'identifier' || name === endpoint.idParameter || noun === undefined) continue;
    if (!Object.hasOwn(given, name)) continue;
    for (const attribute of [`${noun}_count`, `${noun}s_count`, `${noun}s`]) {
      const profile = attributes.get(attribute);
      const count = profile === undefined ? undefined : world.value(instance, attribute, profile);
      if (typeof count === 'number') instance.facts.set(attribute, Math.max(0, count + step));
    }
  }
}
