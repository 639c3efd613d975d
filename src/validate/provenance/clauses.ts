import type { AnswerProvenance } from '../../types/provenance.js';
import type { RecordView } from '../record-view.js';

/** A claim with the text of its clause that stands before it, back to the claim before, and after it, up to the next. */
export type PlacedClaim = {
  readonly claim: AnswerProvenance;
  readonly text: string;
  readonly before: string;
  readonly after: string;
};

const clauseEnd = /[.!?;](?=\s|$)|[\n。！？；]/g;

const known = new WeakMap<RecordView, Map<number, PlacedClaim[][]>>();

/** The claims on a message, clause by clause; worked out once. */
export function clausesOf(view: RecordView, message: number): readonly (readonly PlacedClaim[])[] {
  let clauses = known.get(view);
  if (clauses === undefined) {
    clauses = new Map();
    known.set(view, clauses);
  }
  let placed = clauses.get(message);
  if (placed === undefined) {
    placed = placeClaims(
      view.record.messages[message]?.content ?? '',
      view.answersByMessage.get(message) ?? [],
    );
    clauses.set(message, placed);
  }
  return placed;
}

/** The claims of one text in order, clause by clause. Ends of sentences inside a claimed stretch part nothing. */
function placeClaims(content: string, claims: readonly AnswerProvenance[]): PlacedClaim[][] {
  if (claims.length === 0) return [];
  const isPlain = !/[\ud800-\udfff]/.test(content);
  const points = isPlain ? [] : Array.from(content);
  const slice = (start: number, end: number): string =>
    isPlain ? content.slice(start, end) : points.slice(start, end).join('');
  const length = isPlain ? content.length : points.length;
  const sorted = claims
    .filter(({ start, end }) => start < end && end <= length)
    .sort((left, right) => left.start - right.start || right.end - left.end);
  const clauses: PlacedClaim[][] = [[]];
  let reached = 0;
  sorted.forEach((claim, index) => {
    const gap = slice(reached, Math.max(reached, claim.start));
    const following = slice(claim.end, Math.max(claim.end, sorted[index + 1]?.start ?? length));
    const parts = gap.split(clauseEnd);
    // A quoted sentence ends the clause that quotes it.
    const previous = clauses.at(-1)?.at(-1);
    const isNew =
      parts.length > 1 ||
      (/[.!?。！？]["')]?$/.test(previous?.text ?? '') && /^["')\u201d」』]?\s/.test(gap));
    if (isNew && previous !== undefined) clauses.push([]);
    clauses.at(-1)?.push({
      claim,
      text: slice(claim.start, claim.end),
      before: parts.at(-1) ?? '',
      after: following.split(clauseEnd)[0] ?? '',
    });
    reached = Math.max(reached, claim.end);
  });
  return clauses;
}
