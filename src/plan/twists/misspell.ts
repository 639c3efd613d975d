import type { Random } from '../../random/random.js';

/** The text with two neighbouring letters or digits swapped, as fingers do; null where it has none that differ. */
export function misspell(text: string, random: Random): string | null {
  const points = [...text];
  const places = points.flatMap((point, place) => {
    const next = points[place + 1];
    const swaps =
      place > 0 &&
      next !== undefined &&
      next !== point &&
      /^[a-z0-9]$/i.test(point) &&
      /^[a-z0-9]$/i.test(next);
    const sameKind = /\d/.test(point) === /\d/.test(next ?? '');
    return swaps && sameKind ? [place] : [];
  });
  if (places.length === 0) return null;
  const place = random.pick(places);
  [points[place], points[place + 1]] = [points[place + 1] ?? '', points[place] ?? ''];
  return points.join('');
}
