import { normalWords } from '../concepts/concept-index.js';
import type { Endpoint } from '../types/tool-registry.js';
import { commonWords } from './telling-words.js';

/** True where asking for what the one endpoint does names the other, too: `get_player` beside `player_stats`. */
export function isNamedBy(other: Endpoint, asked: Endpoint): boolean {
  const wanted = new Set([...normalWords(asked.name), ...normalWords(asked.entity ?? '')]);
  const words = normalWords(other.name).filter((word) => word.length > 2 && !commonWords.has(word));
  return words.length > 0 && words.every((word) => wanted.has(word));
}
