import { createHash } from 'node:crypto';

/** Hexadecimal SHA-256 over parts that can't run into each other. */
export function keyedHash(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Uniform in [0, 1), the same for the same key whenever it is asked. */
export function keyedChance(...parts: readonly (string | number)[]): number {
  return Number.parseInt(keyedHash(...parts).slice(0, 13), 16) / 16 ** 13;
}

/** One member of a non-empty list, the same for the same key. */
export function keyedPick<T>(items: readonly [T, ...T[]], ...parts: readonly (string | number)[]): T {
  return items[Math.floor(keyedChance(...parts) * items.length)] ?? items[0];
}
