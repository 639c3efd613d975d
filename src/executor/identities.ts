import type { JsonValue } from '../types/json.js';
import type { Instance } from './instance.js';
import { traitsOf } from './name-traits.js';

/** What the ids of one conversation name. */
export type Identities = {
  /** True where some instance, or an attribute that looks like an id, already has this value. */
  readonly isTaken: (id: JsonValue) => boolean;
  readonly take: (id: JsonValue) => void;
  /** Notes whose id this is. `issued`: the world drew it; else a call named it, with a parameter or field of that name. */
  readonly add: (instance: Instance, toolId: string, how: 'issued' | { readonly named: string }) => void;
  /** The instance that the tool means by an id, whatever kind of thing its endpoints are taken to speak of. */
  readonly find: (toolId: string, id: JsonValue, named: string) => Instance | undefined;
  /** Takes a value that an answer showed as the id of what had none so far. */
  readonly note: (instance: Instance, toolId: string, id: JsonValue, named: string) => void;
};

/**
 * Ids that the world gave out are unique in a conversation, so such an id names one thing even where two endpoints of a tool
 * are taken to show different entities. An id that a call brought along (`league_id: 39` beside `team_id: 39`) names one
 * thing only among calls that give it the same name.
 */
export function createIdentities(): Identities {
  const taken = new Set<string>();
  const issued = new Map<string, Instance>();
  const brought = new Map<string, Instance>();
  return {
    isTaken: (id) => taken.has(String(id)),
    take(id) {
      taken.add(String(id));
    },
    add(instance, toolId, how) {
      if (instance.id === null) return;
      if (how !== 'issued') instance.idNames.add(kindOfId(how.named));
      taken.add(String(instance.id));
      const key = `${toolId}\n${String(instance.id)}`;
      const [index, full] = how === 'issued' ? [issued, key] : [brought, `${key}\n${kindOfId(how.named)}`];
      if (!index.has(full)) index.set(full, instance);
    },
    find(toolId, id, named) {
      const key = `${toolId}\n${String(id)}`;
      return issued.get(key) ?? brought.get(`${key}\n${kindOfId(named)}`);
    },
    note(instance, toolId, id, named) {
      const key = `${toolId}\n${String(id)}`;
      if (issued.has(key) || brought.has(`${key}\n${kindOfId(named)}`)) return;
      issued.set(key, instance);
      instance.id ??= id;
      // A thing with an id may show a reference of another kind besides.
      if (String(instance.id) === String(id)) instance.idNames.add(kindOfId(named));
    },
  };
}

/** True for names of values that tell one thing from another: a slug, a token and a reference do as an id does. */
export function isIdLike(name: string): boolean {
  return traitsOf(name).isIdLike;
}

/** `id`, `_id` and `uuid` are one kind of name; any other name is one of its own, however it is spelt. */
export function kindOfId(name: string): string {
  return traitsOf(name).kindOfId;
}
