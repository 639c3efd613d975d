/**
 * How often something came true lately, by kind, so that a run does not go on trying for what hardly ever does. Depends on
 * earlier rows only.
 */
export type Odds = {
  /** False where too few tries came true, of at least some. */
  areGood(kind: number): boolean;
  /** Share of the tries that came true lately (0–1); 1 before any. */
  shareOf(kind: number): number;
  note(kind: number, cameTrue: boolean): void;
};

const triesBeforeDoubt = 8;
/** Tries after which older ones count half: a catalog runs out, and a larger stock brings what a small one lacked. */
const triesRemembered = 64;

/** For kinds from 0 up to `kinds`; odds are good while more than `leastShare` (0–1) of the tries came true. */
export function createOdds(kinds: number, leastShare: number): Odds {
  const tries = new Uint8Array(kinds);
  const hits = new Uint8Array(kinds);
  return {
    areGood(kind) {
      const tried = tries[kind] as number;
      return tried < triesBeforeDoubt || (hits[kind] as number) > leastShare * tried;
    },
    shareOf: (kind) => (tries[kind] === 0 ? 1 : (hits[kind] as number) / (tries[kind] as number)),
    note(kind, cameTrue) {
      tries[kind] = (tries[kind] as number) + 1;
      if (cameTrue) hits[kind] = (hits[kind] as number) + 1;
      if ((tries[kind] as number) < triesRemembered) return;
      tries[kind] = (tries[kind] as number) >> 1;
      hits[kind] = (hits[kind] as number) >> 1;
    },
  };
}
