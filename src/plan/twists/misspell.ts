import type { Random } from '../../random/random.js';

/**
 * The text with two neighbouring letters or digits swapped, as fingers do; null where it has none that differ. The first
 * letter of a word stays, but in scripts whose words are often of two signs.
 */
export function misspell(text: string, random: Random): string | null {
  const points = [...text];
  const places = points.flatMap((point, place) => {
    const next = points[place + 1];
    const isFirst = !isTyped(points[place - 1] ?? ' ');
    if (next === undefined || next === point || (isFirst && point < '\u3041')) return [];
    const sameKind = /\d/.test(point) === /\d/.test(next);
    return isTyped(point) && isTyped(next) && sameKind ? [place] : [];
  });
  if (places.length === 0) return null;
  const place = random.pick(places);
  [points[place], points[place + 1]] = [points[place + 1] ?? '', points[place] ?? ''];
  return points.join('');
}

/** ASCII letters and digits, kana and the signs after them, without the marks between. */
function isTyped(point: string): boolean {
  return /^[a-z0-9\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]$/i.test(point);
}
