const threshold = 0.72;

/**
 * MTLD: the mean length of the stretches of words over which the type-token ratio stays above 0.72, mean of both
 * directions; the rest at the end counts as the part of a stretch that it is. Null for an empty text.
 */
export function mtld(words: readonly string[]): number | null {
  if (words.length === 0) return null;
  return (oneWay(words) + oneWay([...words].reverse())) / 2;
}

function oneWay(words: readonly string[]): number {
  let factors = 0;
  let tokens = 0;
  const types = new Set<string>();
  for (const word of words) {
    tokens += 1;
    types.add(word);
    if (types.size / tokens <= threshold) {
      factors += 1;
      tokens = 0;
      types.clear();
    }
  }
  if (tokens > 0) factors += (1 - types.size / tokens) / (1 - threshold);
  return factors === 0 ? words.length : words.length / factors;
}
