/**
 * True where the name of a parameter or field says that it holds an identifier: its last word is id, uuid, guid, key, ref,
 * reference, sku, slug, token or handle (`hotel_id`, `orderID`, `teamid`), plurals included.
 */
export function isIdName(name: string): boolean {
  const known = decided.get(name);
  if (known !== undefined) return known;
  // Names of fields turn up in record after record; a file with more of them than any catalog starts over.
  if (decided.size >= mostDecided) decided.clear();
  const isId = decide(name);
  decided.set(name, isId);
  return isId;
}

const mostDecided = 20_000;
const decided = new Map<string, boolean>();

function decide(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1)?.replace(/\d+$/, '');
  if (last === undefined || last === '') return false;
  if (idWords.has(last) || idWords.has(last.replace(/s$/, ''))) return true;
  return last.endsWith('id') && last.length > 3 && !wordsEndingInId.has(last);
}

const idWords = new Set(['id', 'uuid', 'guid', 'key', 'ref', 'reference', 'sku', 'slug', 'token', 'handle']);

/** English words that end in "id" by chance. */
const wordsEndingInId = new Set(
  (
    'acid aid android arid asteroid avoid bid braid candid covid druid fluid forbid grid humanoid humid hybrid invalid ' +
    'kid laid lid liquid lucid maid mid paid placid plaid polaroid prepaid pyramid rabid raid rapid rigid said skid solid ' +
    'squid steroid stupid tabloid thyroid timid unpaid valid vid vivid void'
  ).split(' '),
);
