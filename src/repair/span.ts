/** A stretch of a text; `end` is exclusive, offsets count code points. */
export type Span = { readonly start: number; readonly end: number };

export function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}
