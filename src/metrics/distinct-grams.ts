/** Distinct-n: different n-grams over all n-grams, none crossing from one text into the next. Null where there is none. */
export function distinctGrams(texts: readonly (readonly string[])[], order: number): number | null {
  const different = new Set<string>();
  let total = 0;
  for (const text of texts) {
    for (let at = 0; at + order <= text.length; at += 1) {
      different.add(text.slice(at, at + order).join(' '));
      total += 1;
    }
  }
  return total === 0 ? null : different.size / total;
}
