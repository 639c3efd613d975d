import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ModelRunError } from '../errors/model-run-error.js';
import type { MemoryEntry, MemoryScope, MemoryStore } from '../types/ports.js';

export type MemoryRecording = {
  /** JSONL, one line for each search that the store answered. */
  readonly file: string;
  /** Names what answers: the same history may find something else in another store. */
  readonly identity: string;
  /** Throws `ModelRunError` (`replay_miss`) instead of opening the store. */
  readonly replayOnly: boolean;
};

/**
 * Answers from what a store found before, after the same additions and for the same question; the store is opened, and given all
 * that it missed, when something else is asked. A run that is repeated needs no server.
 */
export function createRecordedMemory(
  open: () => MemoryStore,
  { file, identity, replayOnly }: MemoryRecording,
): MemoryStore {
  const found = readFinds(file);
  const scopes: Record<MemoryScope, History> = {
    session: startHistory(identity, 'session'),
    corpus: startHistory(identity, 'corpus'),
  };
  let store: MemoryStore | null = null;
  const catchUp = async (): Promise<MemoryStore> => {
    store ??= open();
    for (const scope of ['session', 'corpus'] as const) {
      const history = scopes[scope];
      for (; history.passedOn < history.entries.length; history.passedOn += 1)
        await store.add(scope, history.entries[history.passedOn] as MemoryEntry);
    }
    return store;
  };
  return {
    async add(scope, entry) {
      const history = scopes[scope];
      history.digest = digest(history.digest, String(entry.index), entry.text);
      history.entries.push({ ...entry });
    },
    async search(scope, query, limit) {
      const history = scopes[scope];
      const key = digest(history.digest, String(limit), query);
      const known = found.get(key);
      if (known !== undefined) return known.flatMap((place) => history.entries[place] ?? []);
      if (replayOnly)
        throw new ModelRunError(
          'replay_miss',
          `What is near '${query.slice(0, 80)}' is not recorded in ${file}.`,
        );
      const entries = await (await catchUp()).search(scope, query, limit);
      const places = placesOf(entries, history.entries);
      found.set(key, places);
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${JSON.stringify({ key, places })}\n`);
      return entries;
    },
    close: async () => store?.close(),
  };
}

type History = {
  /** Of everything that was added, in order. */
  digest: string;
  readonly entries: MemoryEntry[];
  /** How many of them the store has. */
  passedOn: number;
};

function startHistory(identity: string, scope: MemoryScope): History {
  return { digest: digest(identity, scope), entries: [], passedOn: 0 };
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Where the found entries stand. Equals are found in insertion order, so each is the next of its kind. */
function placesOf(found: readonly MemoryEntry[], entries: readonly MemoryEntry[]): number[] {
  const places: number[] = [];
  for (const { index, text } of found)
    places.push(
      entries.findIndex(
        (each, place) => each.index === index && each.text === text && !places.includes(place),
      ),
    );
  return places;
}

/** A line that is cut off or none of ours is passed over: it is asked again. */
function readFinds(file: string): Map<string, readonly number[]> {
  const finds = new Map<string, readonly number[]>();
  for (const line of readLines(file)) {
    try {
      const { key, places } = JSON.parse(line) as { key?: unknown; places?: unknown };
      if (typeof key === 'string' && Array.isArray(places) && places.every(Number.isInteger))
        finds.set(key, places);
    } catch {}
  }
  return finds;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
