/** A text made ready to be searched: one unit for each of its own, so that offsets hold in both. */
export type FoldedText = {
  readonly text: string;
  /** Lower case, half-width. */
  readonly folded: string;
  readonly isPlain: boolean;
};

export function foldForSearch(text: string): FoldedText {
  return { text, folded: foldKeeping(text), isPlain: !/[\ud800-\udfff]/.test(text) };
}

/** Lower case and half-width, unit by unit; a letter whose lower case is longer stays. */
export function foldKeeping(text: string): string {
  const lower = text.toLowerCase();
  const kept =
    lower.length === text.length
      ? lower
      : Array.from({ length: text.length }, (_, index) => {
          const small = text.charAt(index).toLowerCase();
          return small.length === 1 ? small : text.charAt(index);
        }).join('');
  if (!/[^\x00-\x7f]/.test(kept)) return kept;
  return kept
    .replace(/[\uff01-\uff5e]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0).toLowerCase(),
    )
    .replace(/[\u3000\u00a0\u202f]/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** Offsets in code points of a range in UTF-16 units. */
export function toCodePoints(
  { text, isPlain }: FoldedText,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  if (isPlain) return { start, end };
  const before = Array.from(text.slice(0, start)).length;
  return { start: before, end: before + Array.from(text.slice(start, end)).length };
}

/** The other way: a range in code points in UTF-16 units. */
export function toUnits(
  { text, isPlain }: FoldedText,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  if (isPlain) return { start, end };
  const points = Array.from(text);
  const before = points.slice(0, start).join('').length;
  return { start: before, end: before + points.slice(start, end).join('').length };
}
