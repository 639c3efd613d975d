const marks = /[.;:!?,。！？]/;

/**
 * False where a text has no mark and fewer than `gaps` gaps between words. Asked before patterns that tell sentences: most
 * values are a word or two, and those patterns look at each letter many times.
 */
export function mayBeSentence(text: string, gaps: number): boolean {
  return marks.test(text) || hasGaps(text, gaps);
}

/** Letters of other scripts count as gaps: they need no exact answer. */
function hasGaps(text: string, gaps: number): boolean {
  let count = 0;
  for (let index = 0; index < text.length && count < gaps; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code >= 128) count += 1;
  }
  return count >= gaps;
}
