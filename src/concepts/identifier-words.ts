import type { ConceptIndex } from './concept-index.js';

const idWords = new Set([
  'id',
  'uid',
  'uuid',
  'guid',
  'gid',
  'sid',
  'pk',
  'identifier',
  'ids',
  'slug',
  'key',
  'hash',
  'iid',
  'urn',
  'oid',
  'ident',
  'token',
]);

/** Words that end an identifier only after the noun of an entity: `movie key`, never `key` alone. */
const weakIdWords = new Set(['key', 'hash', 'token', 'slug', 'code', 'ref', 'number']);

/**
 * The words that say whose identifier a name is: `trip_hotel_id` → `trip`, `hotel`; a bare `id` → none.
 * Null where the name is no identifier. Names written in one (`hotelid`) are split where the noun is known.
 */
export function identifierWords(words: readonly string[], index: ConceptIndex): readonly string[] | null {
  const last = words[words.length - 1];
  if (last === undefined) return null;
  if (idWords.has(last)) {
    const noun = words.slice(0, -1);
    if (weakIdWords.has(last) && !endsInEntity(noun, index)) return null;
    return noun;
  }
  if (last === 'number' || last === 'code' || last === 'no') return null;
  const joined = /^(.{3,30}?)(?:u?u?id)$/.exec(last)?.[1];
  if (joined !== undefined && index.entityByWords.has(joined)) return [...words.slice(0, -1), joined];
  if (words[0] === 'id' && words.length === 2) return words.slice(1);
  if (words[0] === 'id' && words.length > 2 && endsInEntity(words.slice(1), index)) return words.slice(1);
  return null;
}

function endsInEntity(words: readonly string[], index: ConceptIndex): boolean {
  for (let start = Math.max(0, words.length - index.longestEntityName); start < words.length; start += 1) {
    if (index.entityByWords.has(words.slice(start).join(' '))) return true;
  }
  return false;
}
