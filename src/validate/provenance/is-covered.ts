import type { AnswerProvenance, Source } from '../../types/provenance.js';

/**
 * Whether claims cover a stretch of text without a gap. Between two values of one thing a space is none: a person called by
 * `first_name` and `last_name` is named by both. Offsets count code points.
 */
export function isCovered(
  characters: readonly string[],
  start: number,
  end: number,
  claims: readonly AnswerProvenance[],
): boolean {
  let reached = start;
  let last: AnswerProvenance | null = null;
  for (let progressed = true; progressed && reached < end; ) {
    progressed = false;
    for (const claim of claims) {
      const joins = claim.start <= reached || (last !== null && isBeside(claim, last, reached, characters));
      if (!joins || claim.end <= reached) continue;
      reached = claim.end;
      last = claim;
      progressed = true;
    }
  }
  return reached >= end;
}

function isBeside(
  claim: AnswerProvenance,
  last: AnswerProvenance,
  reached: number,
  characters: readonly string[],
): boolean {
  return (
    claim.start === reached + 1 && characters[reached] === ' ' && areOfOneThing(claim.source, last.source)
  );
}

function areOfOneThing(one: Source, other: Source): boolean {
  if (one.kind !== 'output' || other.kind !== 'output' || one.call !== other.call) return false;
  const [left, right] = [one.pointer.lastIndexOf('/'), other.pointer.lastIndexOf('/')];
  return (
    left >= 0 && one.pointer.slice(0, left) === other.pointer.slice(0, right) && one.pointer !== other.pointer
  );
}
