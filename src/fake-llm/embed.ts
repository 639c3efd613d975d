import { createHash } from 'node:crypto';

/**
 * A vector of length 1 for a text: its words and their three-letter pieces, hashed. Texts that share words lie near each other.
 */
export function embed(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const feature of featuresOf(text)) {
    const digest = createHash('sha256').update(feature).digest();
    const place = digest.readUInt32BE(0) % dimensions;
    vector[place] = (vector[place] ?? 0) + (digest.readUInt8(4) < 128 ? 1 : -1);
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length === 0) return vector.map((_, place) => (place === 0 ? 1 : 0));
  return vector.map((value) => value / length);
}

function featuresOf(text: string): string[] {
  const words = text.toLowerCase().split(/[\s.,;:!?()"'/]+/);
  return words
    .filter((word) => word !== '')
    .flatMap((word) => {
      const letters = [...` ${word} `];
      return [word, ...letters.slice(0, -2).map((_, place) => letters.slice(place, place + 3).join(''))];
    });
}
