/** Slices by Unicode code points, as provenance offsets count. Null where the range is empty or out of bounds. */
export function sliceCodePoints(text: string, start: number, end: number): string | null {
  if (!(start >= 0 && start < end)) return null;
  if (!/[\ud800-\udfff]/.test(text)) return end <= text.length ? text.slice(start, end) : null;
  const points = Array.from(text);
  return end <= points.length ? points.slice(start, end).join('') : null;
}

/** Turns an offset in UTF-16 units into one in code points. */
export function toCodePointOffset(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return /[\ud800-\udfff]/.test(before) ? Array.from(before).length : offset;
}
