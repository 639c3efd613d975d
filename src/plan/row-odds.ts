import type { PhenomenonName } from '../types/plan-row.js';
import { type SteeredPhenomenon, steeredPhenomena } from './mix.js';
import { createOdds } from './odds.js';
import type { RowRequest } from './row-request.js';

/** What earlier rows of a kind could be. */
export type RowOdds = {
  /** False where rows of this length hardly ever show all that is wanted here together, or one thing of it. */
  mayShowAll(request: RowRequest): boolean;
  /** Of what is wanted, what rows of this length show least often; null where nothing is. */
  rarestOf(request: RowRequest): SteeredPhenomenon | null;
  noteShown(request: RowRequest, shown: ReadonlySet<PhenomenonName>): void;
  /** False where most chains of this length, those of one step apart, ask for what was asked for before. */
  mayBeNew(request: RowRequest): boolean;
  noteNew(request: RowRequest, isNew: boolean): void;
};

const least = { shown: 0.1, fresh: 0.6 };
const lengths = ['short', 'medium', 'long', null] as const;

export function createRowOdds(): RowOdds {
  const one = createOdds(lengths.length * steeredPhenomena.length, least.shown);
  const together = createOdds(lengths.length << steeredPhenomena.length, least.shown);
  const fresh = createOdds(2 * lengths.length + 1, least.fresh);
  const kindOf = (request: RowRequest, name: number): number =>
    placeOf(request) * steeredPhenomena.length + name;
  const setOf = ({ wanted }: RowRequest): number => {
    let bits = 0;
    steeredPhenomena.forEach((name, place) => {
      if (wanted.has(name)) bits |= 1 << place;
    });
    return bits;
  };
  const togetherOf = (request: RowRequest): number =>
    (placeOf(request) << steeredPhenomena.length) | setOf(request);
  const freshOf = (request: RowRequest): number =>
    request.noTool ? 2 * lengths.length : 2 * placeOf(request) + Number(request.sample.steps.maximum === 1);
  return {
    mayShowAll(request) {
      return (
        together.areGood(togetherOf(request)) &&
        steeredPhenomena.every(
          (name, place) => !request.wanted.has(name) || one.areGood(kindOf(request, place)),
        )
      );
    },
    rarestOf(request) {
      let rarest: SteeredPhenomenon | null = null;
      let least = Number.POSITIVE_INFINITY;
      steeredPhenomena.forEach((name, place) => {
        const share = request.wanted.has(name) ? one.shareOf(kindOf(request, place)) : least;
        if (share < least) [rarest, least] = [name, share];
      });
      return rarest;
    },
    noteShown(request, shown) {
      let all = true;
      steeredPhenomena.forEach((name, place) => {
        if (!request.wanted.has(name)) return;
        one.note(kindOf(request, place), shown.has(name));
        all &&= shown.has(name);
      });
      together.note(togetherOf(request), all);
    },
    mayBeNew: (request) => fresh.areGood(freshOf(request)),
    noteNew: (request, isNew) => fresh.note(freshOf(request), isNew),
  };
}

function placeOf({ length }: RowRequest): number {
  return lengths.indexOf(length);
}
