import type { Random } from '../random/random.js';

const deckSize = 100;

/**
 * Stratified yes or no: of the rows of each 100, a share is chosen to within one slot, at places that the seed shuffles.
 * Depends on the row's own hundred only, so a longer run never changes an earlier row.
 */
export function createDecks(random: Random): (name: string, share: number, index: number) => boolean {
  const decks = new Map<string, readonly boolean[]>();
  return (name, share, index) => {
    const block = Math.floor(index / deckSize);
    const key = `${name}/${block}`;
    let deck = decks.get(key);
    if (!deck) {
      deck = shuffledDeck(share, random.fork(key));
      decks.set(key, deck);
    }
    return deck[index % deckSize] ?? false;
  };
}

/** A share of the cards is true, spread so that each run of ten holds its part. */
function shuffledDeck(share: number, random: Random): boolean[] {
  const deck: boolean[] = [];
  const offset = random.next();
  for (let decade = 0; decade < deckSize / 10; decade += 1) {
    const cards: boolean[] = [];
    for (let card = 0; card < 10; card += 1) {
      const place = decade * 10 + card;
      cards.push(Math.floor((place + 1) * share + offset) > Math.floor(place * share + offset));
    }
    deck.push(...random.shuffle(cards));
  }
  return deck;
}
