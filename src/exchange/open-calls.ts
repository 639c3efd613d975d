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

type OpenCall = { readonly call: ToolCall; readonly given: string | null; readonly turn: number };

export function createOpenCalls(): OpenCalls {
  const open: OpenCall[] = [];
  const nextId = createIds();
  let turn = 0;
  const find = (fits: (entry: OpenCall) => boolean): number => {
    const recent = open.findIndex((entry) => entry.turn === turn && fits(entry));
    return recent === -1 ? open.findIndex(fits) : recent;
  };
  const place = ({ id = null, name = null }: Answer): number => {
    const hasId = (entry: OpenCall): boolean => id === null || entry.given === id;
    const named = name === null ? -1 : find((entry) => hasId(entry) && entry.call.name === name);
    return named === -1 ? find(hasId) : named;
  };
  return {
    make: (calls) =>
      calls.map(({ id, ...rest }): ToolCall => {
        const call = { id: nextId(id), ...rest };
        open.push({ call, given: id, turn });
        return call;
      }),
    userSpeaks() {
      turn += 1;
    },
    answer(answer, at) {
      const index = place(answer);
      const [entry] = index === -1 ? [] : open.splice(index, 1);
      if (entry !== undefined) return entry.call;
      const isNamed = (answer.id ?? null) !== null;
      throw new UnreadableEntryError(
        at,
        isNamed ? 'answers no call that was made and not answered' : 'answers a call that was not made',
      );
    },
    awaited() {
      const recent = open.filter((entry) => entry.turn === turn);
      return (recent.length === 0 ? open : recent).map(({ call }) => call);
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
