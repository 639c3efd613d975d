import { isJsonObject } from '../json/is-json-object.js';
import type { RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';

/** How often each thing occurs, names sorted by code unit. */
export type Counts = { readonly [name: string]: number };

export type Shapes = {
  readonly domains: Counts;
  readonly patterns: Counts;
  readonly modes: Counts;
  readonly locales: Counts;
  readonly error_types: Counts;
  readonly calls_per_conversation: Counts;
  readonly user_turns_per_conversation: Counts;
  /** Conversations that hold the phenomenon; null where no record names its phenomena. */
  readonly phenomena: Counts | null;
  /** Formats that records were imported from; empty where all are ours. */
  readonly imported_from: Counts;
};

/** Counts of what records are, as they say it; `unknown` where they don't. */
export function createShapeCounts(): { add(view: RecordView): void; shapes(): Shapes } {
  const tallies = {
    domains: new Map<string, number>(),
    patterns: new Map<string, number>(),
    modes: new Map<string, number>(),
    locales: new Map<string, number>(),
    error_types: new Map<string, number>(),
    calls_per_conversation: new Map<string, number>(),
    user_turns_per_conversation: new Map<string, number>(),
    imported_from: new Map<string, number>(),
  };
  const phenomena = new Map<string, number>();
  let namesPhenomena = false;
  return {
    add(view) {
      const metadata = (view.raw.metadata ?? {}) as JsonObject;
      count(tallies.domains, nameOf(metadata.domain));
      count(tallies.patterns, nameOf(metadata.pattern_type));
      count(tallies.modes, nameOf(metadata.sampling_mode));
      count(tallies.locales, view.locale);
      if (isJsonObject(metadata.imported)) count(tallies.imported_from, nameOf(metadata.imported.format));
      count(tallies.calls_per_conversation, String(view.calls.length));
      count(
        tallies.user_turns_per_conversation,
        String(view.messages.filter(({ role }) => role === 'user').length),
      );
      for (const { errorType } of view.calls) if (errorType !== null) count(tallies.error_types, errorType);
      if (!Array.isArray(view.raw.phenomena)) return;
      namesPhenomena = true;
      for (const name of new Set(
        view.raw.phenomena.map((entry) => nameOf((entry as JsonObject | null)?.name)),
      )) {
        count(phenomena, name);
      }
    },
    shapes: () => ({
      domains: toCounts(tallies.domains),
      patterns: toCounts(tallies.patterns),
      modes: toCounts(tallies.modes),
      locales: toCounts(tallies.locales),
      error_types: toCounts(tallies.error_types),
      calls_per_conversation: toCounts(tallies.calls_per_conversation),
      user_turns_per_conversation: toCounts(tallies.user_turns_per_conversation),
      phenomena: namesPhenomena ? toCounts(phenomena) : null,
      imported_from: toCounts(tallies.imported_from),
    }),
  };
}

function nameOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, 100) : 'unknown';
}

function count(tally: Map<string, number>, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

/** Numbers by size, names by code unit; no prototype, so that a domain may be called `__proto__`. */
function toCounts(tally: ReadonlyMap<string, number>): Counts {
  const counts: { [name: string]: number } = Object.create(null);
  const names = [...tally.keys()].sort(
    (left, right) => Number(left) - Number(right) || (left < right ? -1 : 1),
  );
  for (const name of names) counts[name] = tally.get(name) ?? 0;
  return counts;
}
