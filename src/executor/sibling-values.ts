import type { JsonValue } from '../types/json.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** Reads other attributes of the instance whose `attribute` is being made; never that one itself. */
export type Siblings = {
  readonly attributes: ReadonlyMap<string, AttributeProfile>;
  /** Undefined where neither a fact nor an endpoint knows such an attribute. */
  readonly read: (name: string) => JsonValue | undefined;
  /** The first of the attributes that is a number. */
  readonly number: (...names: readonly string[]) => number | undefined;
};

export function siblingsOf(instance: Instance, attribute: string, world: World): Siblings {
  const { attributes } = world.profile(instance.entity);
  const read = (name: string): JsonValue | undefined => {
    if (name === attribute) return undefined;
    const own = attributes.get(name);
    return instance.facts.get(name) ?? (own === undefined ? undefined : world.value(instance, name, own));
  };
  const number = (...names: readonly string[]): number | undefined => {
    for (const name of names) {
      const value = read(name);
      if (typeof value === 'number') return value;
    }
    return undefined;
  };
  return { attributes, read, number };
}
