import { normalWords } from '../concepts/concept-index.js';
import type { Endpoint } from '../types/tool-registry.js';
import { commonWords } from './telling-words.js';

/**
 * True where asking for what the one endpoint does, with the values that it takes, names the other, too: `get_player` beside
 * `player_stats`, `address_details` beside a look-up by IP address.
 */
export function isNamedBy(other: Endpoint, asked: Endpoint): boolean {
  const labels = asked.parameters.map(({ label }) => label);
  const wanted = new Set(
    [asked.name, asked.entity ?? '', ...labels].flatMap((words) => [...normalWords(words)]),
  );
  const words = normalWords(other.name).filter((word) => word.length > 2 && !commonWords.has(word));
  return words.length > 0 && words.every((word) => wanted.has(word));
}
