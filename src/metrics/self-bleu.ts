/**
 * Self-BLEU-4: each text scored against all the others, the mean over the texts. Geometric mean of the clipped 1- to 4-gram
 * precisions; a precision without a match counts 0.1 / total; brevity penalty against the other text of closest length
 * (the shorter on a tie). Null with fewer than two texts.
 */
export function selfBleu(texts: readonly (readonly string[])[]): number | null {
  if (texts.length < 2) return null;
  const orders = [1, 2, 3, 4].map((order) => texts.map((text) => countGrams(text, order)));
  const best = orders.map(bestCounts);
  let sum = 0;
  for (const [index, text] of texts.entries()) {
    let logSum = 0;
    for (const [order, grams] of orders.entries()) {
      const own = grams[index] ?? new Map<string, number>();
      logSum += Math.log(precision(own, index, best[order] ?? new Map()));
    }
    sum += brevityPenalty(text.length, texts, index) * Math.exp(logSum / 4);
  }
  return sum / texts.length;
}

/** The largest count of a gram in one text, whose it is, and the largest in any other. */
type Best = { count: number; owner: number; second: number };

function bestCounts(grams: readonly ReadonlyMap<string, number>[]): Map<string, Best> {
  const best = new Map<string, Best>();
  for (const [owner, counts] of grams.entries()) {
    for (const [gram, count] of counts) {
      const known = best.get(gram);
      if (known === undefined) best.set(gram, { count, owner, second: 0 });
      else if (count > known.count) best.set(gram, { count, owner, second: known.count });
      else if (count > known.second) known.second = count;
    }
  }
  return best;
}

function precision(own: ReadonlyMap<string, number>, owner: number, best: ReadonlyMap<string, Best>): number {
  let matches = 0;
  let total = 0;
  for (const [gram, count] of own) {
    const known = best.get(gram);
    const inOthers = known === undefined ? 0 : known.owner === owner ? known.second : known.count;
    matches += Math.min(count, inOthers);
    total += count;
  }
  const atLeastOne = Math.max(total, 1);
  return matches === 0 ? 0.1 / atLeastOne : matches / atLeastOne;
}

function brevityPenalty(length: number, texts: readonly (readonly string[])[], index: number): number {
  let closest = Number.POSITIVE_INFINITY;
  for (const [other, text] of texts.entries()) {
    if (other === index) continue;
    const difference = Math.abs(text.length - length) - Math.abs(closest - length);
    if (difference < 0 || (difference === 0 && text.length < closest)) closest = text.length;
  }
  return length >= closest || length === 0 ? 1 : Math.exp(1 - closest / length);
}

function countGrams(text: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= text.length; at += 1) {
    const gram = text.slice(at, at + order).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}
