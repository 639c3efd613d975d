import type { Random } from '../random/random.js';
import { samplingModes } from '../types/plan-row.js';
import type { SampleRequest } from '../types/sampling.js';
import { createOdds } from './odds.js';

/**
 * Where chains of a kind that is hard to come by started lately: long ones, and such as do what cannot be undone, start at
 * few endpoints of a large catalog, and most walks from elsewhere are lost. Depends on earlier draws only.
 */
export type ProvenStarts = {
  /** An endpoint; undefined where most draws bring such a chain anyway, and now and then, so that others are found. */
  suggest(request: SampleRequest, confirms: boolean, random: Random): string | undefined;
  /** Takes note of a draw; `start` is null where it brought nothing. */
  note(request: SampleRequest, confirms: boolean, start: string | null): void;
};

/** Share of draws that bring a chain, from which on none need be helped. */
const enough = 0.4;
/** Starts remembered of a kind, the latest ones. */
const remembered = 128;
/** How often a proven start is taken. */
const chance = 0.75;

export function createProvenStarts(): ProvenStarts {
  const kinds = samplingModes.length * 6;
  const odds = createOdds(kinds, enough);
  const starts = Array.from({ length: kinds }, (): string[] => []);
  const next = new Uint8Array(kinds);
  return {
    suggest(request, confirms, random) {
      const kind = kindOf(request, confirms);
      const known = starts[kind] as string[];
      if (known.length === 0 || odds.areGood(kind) || !random.chance(chance)) return undefined;
      return random.pick(known);
    },
    note(request, confirms, start) {
      const kind = kindOf(request, confirms);
      odds.note(kind, start !== null);
      if (start === null) return;
      (starts[kind] as string[])[next[kind] as number] = start;
      next[kind] = ((next[kind] as number) + 1) % remembered;
    },
  };
}

function kindOf({ mode, steps: { minimum } }: SampleRequest, confirms: boolean): number {
  const length = minimum >= 5 ? 2 : minimum >= 3 ? 1 : 0;
  return (samplingModes.indexOf(mode) * 3 + length) * 2 + Number(confirms);
}
