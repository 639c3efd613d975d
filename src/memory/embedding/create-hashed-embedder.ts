import { keywordsOf } from '../keywords.js';
import type { Embedder } from './embedder.js';
import { toUnitLength } from './to-unit-length.js';

/**
 * Embeds by counting: keywords and runs of three characters are dealt to `dimensions` places by their hash. Words weigh more;
 * runs of characters bring together forms of a word. The same text has the same vector on every machine.
 */
export function createHashedEmbedder(dimensions: number): Embedder {
  return {
    id: `hashed-n-grams@1/${dimensions}`,
    embed: async (text) => embedByHash(text, dimensions),
  };
}

export function embedByHash(text: string, dimensions: number): Float32Array {
  const counts = new Float64Array(dimensions);
  const count = (feature: string, weight: number): void => {
    const place = hashOf(feature) % dimensions;
    counts[place] = (counts[place] ?? 0) + weight;
  };
  for (const keyword of keywordsOf(text)) count(`=${keyword}`, wordWeight);
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(words)) {
    const marked = `^${word}$`;
    for (let at = 0; at + 3 <= marked.length; at += 1) count(marked.slice(at, at + 3), 1);
  }
  // Damped, so that a word said often does not drown the others.
  return toUnitLength(counts.map(Math.sqrt));
}

const wordWeight = 4;

/** Letters and digits of any script: what is no ASCII punctuation, no general punctuation, no CJK punctuation. */
const words = /[^\u0000-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\u30fb]+/g;

/** FNV-1a over code units, then mixed: 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
