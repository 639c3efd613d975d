import type { Random } from '../random/random.js';

const deckSize = 100;

/** Whether row `index` is among the share (of all rows, 0–1) that is dealt to the eligible rows. */
export type Deck = (
  name: string,
  share: number,
  index: number,
  eligible?: (index: number) => boolean,
) => boolean;

/**
 * Stratified yes or no: of the rows of each 100, a share is chosen to within one slot, at places that the seed shuffles.
 * Where only some rows are eligible, they carry the whole share between them. Depends on the row's own hundred only, so a
 * longer run never changes an earlier row.
 */
export function createDecks(random: Random): Deck {
  // Rows come in order, so that of each name the last block is enough.
  const decks = new Map<string, { readonly block: number; readonly rows: ReadonlySet<number> }>();
  return (name, share, index, eligible = () => true) => {
    const block = Math.floor(index / deckSize);
    let deck = decks.get(name);
    if (deck === undefined || deck.block !== block) {
      const rows = Array.from({ length: deckSize }, (_, place) => block * deckSize + place).filter(eligible);
      deck = { block, rows: dealCards(rows, share, random.fork(`${name}/${block}`)) };
      decks.set(name, deck);
    }
    return deck.rows.has(index);
  };
}

/** The chosen rows, spread so that each run of ten eligible ones holds its part. */
function dealCards(rows: readonly number[], share: number, random: Random): ReadonlySet<number> {
  const density = rows.length === 0 ? 0 : Math.min(1, (share * deckSize) / rows.length);
  const offset = random.next();
  const chosen = new Set<number>();
  for (let start = 0; start < rows.length; start += 10) {
    const run = rows.slice(start, start + 10);
    const order = random.shuffle(run);
    order.forEach((row, card) => {
      const place = start + card;
      if (Math.floor((place + 1) * density + offset) > Math.floor(place * density + offset)) chosen.add(row);
    });
  }
  return chosen;
}
