import { UnreadableEntryError } from '../errors/exchange-errors.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';

/** A call as others write it; `id` as it stands there, null where it has none. */
export type GivenCall = Omit<ToolCall, 'id'> & { readonly id: string | null };

/** What a result says of the call that it answers. */
export type Answer = { readonly id?: string | null; readonly name?: string | null };

/**
 * The calls of one conversation as a reader meets them. Others count ids from the start in every turn, or in every message:
 * each call gets an id of its own, and of those that share one the result belongs to the first that waits.
 */
export type OpenCalls = {
  /** The calls of one message. */
  readonly make: (calls: readonly GivenCall[]) => ToolCall[];
  /** Calls before what the user says are waited for no more, but for results that nothing after it can have asked for. */
  readonly userSpeaks: () => void;
  /** Takes the call that is answered: by id, else by name, else the first. Throws `UnreadableEntryError`. */
  readonly answer: (answer: Answer, place: string) => ToolCall;
  /** Calls whose results come next. */
  readonly awaited: () => readonly ToolCall[];
};

type OpenCall = { readonly call: ToolCall; readonly given: string | null };

export function createOpenCalls(): OpenCalls {
  const [recent, older] = [createPool(), createPool()];
  const nextId = createIds();
  return {
    make: (calls) =>
      calls.map(({ id, ...rest }): ToolCall => {
        const call = { id: nextId(id), ...rest };
        recent.add({ call, given: id });
        return call;
      }),
    userSpeaks() {
      for (const entry of recent.all()) {
        recent.remove(entry);
        older.add(entry);
      }
    },
    answer({ id = null, name = null }, place) {
      const named = name === null ? undefined : (recent.find(id, name) ?? older.find(id, name));
      const found = named ?? recent.find(id) ?? older.find(id);
      if (found === undefined)
        throw new UnreadableEntryError(
          place,
          id === null ? 'answers a call that was not made' : 'answers no call that was made and not answered',
        );
      recent.remove(found);
      older.remove(found);
      return found.call;
    },
    awaited() {
      const next = recent.all();
      return (next.length === 0 ? older.all() : next).map(({ call }) => call);
    },
  };
}

/** Open calls in their order, found by their ids at once. */
function createPool() {
  const all = new Set<OpenCall>();
  const byId = new Map<string | null, Set<OpenCall>>();
  return {
    all: (): readonly OpenCall[] => [...all],
    add(entry: OpenCall) {
      all.add(entry);
      const same = byId.get(entry.given);
      if (same === undefined) byId.set(entry.given, new Set([entry]));
      else same.add(entry);
    },
    remove(entry: OpenCall) {
      all.delete(entry);
      byId.get(entry.given)?.delete(entry);
    },
    /** The first of an id, any where that is null, and of a name where one is given. */
    find(id: string | null, name?: string): OpenCall | undefined {
      for (const entry of (id === null ? all : byId.get(id)) ?? [])
        if (name === undefined || entry.call.name === name) return entry;
      return undefined;
    },
  };
}

/** An id as others write it: a text or a number; null where there is none. Throws `UnreadableEntryError`. */
export function readCallId(given: JsonValue | undefined, place: string): string | null {
  if (given === undefined || given === null || given === '') return null;
  if (typeof given === 'string' || typeof given === 'number') return String(given);
  throw new UnreadableEntryError(place, 'is no id of a call');
}

/** Each id once: given again it is counted on, and calls without one are numbered. */
function createIds(): (given: string | null) => string {
  const used = new Set<string>();
  const counts = new Map<string | null, number>();
  return (given) => {
    let id = given ?? '';
    let count = counts.get(given) ?? (given === null ? 0 : 1);
    while (id === '' || used.has(id)) {
      count += 1;
      id = given === null ? `call_${count}` : `${given}_${count}`;
    }
    counts.set(given, count);
    used.add(id);
    return id;
  };
}
