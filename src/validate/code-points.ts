/** Slices by Unicode code points, as provenance offsets count. Null where the range is empty or out of bounds. */
export function sliceCodePoints(text: string, start: number, end: number): string | null {
  if (!(start >= 0 && start < end)) return null;
  if (isPlain(text)) return end <= text.length ? text.slice(start, end) : null;
  const points = Array.from(text);
  return end <= points.length ? points.slice(start, end).join('') : null;
}

/** Turns an offset in UTF-16 units into one in code points. */
export function toCodePointOffset(text: string, offset: number): number {
  return isPlain(text) ? offset : Array.from(text.slice(0, offset)).length;
}

let lastText = '';
let lastIsPlain = true;

/** Whether units are code points. Texts are asked about claim after claim, so the last answer is kept. */
export function isPlain(text: string): boolean {
  if (text !== lastText) {
    lastText = text;
    lastIsPlain = !/[\ud800-\udfff]/.test(text);
  }
  return lastIsPlain;
}
