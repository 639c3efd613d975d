import { normalWords } from '../concepts/concept-index.js';
import type { Endpoint } from '../types/tool-registry.js';
import { commonWords } from './telling-words.js';

/**
 * True where asking for what the one endpoint does, with the values that it takes, names the other, too: `get_player` beside
 * `player_stats`, `address_details` beside a look-up by IP address.
 */
export function isNamedBy(other: Endpoint, asked: Endpoint): boolean {
  const words = namesOf(other);
  const wanted = askedFor(asked);
  return words.length > 0 && words.every((word) => wanted.has(word));
}

const names = new WeakMap<Endpoint, readonly string[]>();
const requests = new WeakMap<Endpoint, ReadonlySet<string>>();

/** What tells an endpoint's name from others. */
function namesOf(endpoint: Endpoint): readonly string[] {
  let words = names.get(endpoint);
  if (words === undefined) {
    words = normalWords(endpoint.name).filter((word) => word.length > 2 && !commonWords.has(word));
    names.set(endpoint, words);
  }
  return words;
}

/** All words that may come up where an endpoint is asked for. */
function askedFor(endpoint: Endpoint): ReadonlySet<string> {
  let words = requests.get(endpoint);
  if (words === undefined) {
    const labels = endpoint.parameters.map(({ label }) => label);
    words = new Set(
      [endpoint.name, endpoint.entity ?? '', ...labels].flatMap((text) => [...normalWords(text)]),
    );
    requests.set(endpoint, words);
  }
  return words;
}
