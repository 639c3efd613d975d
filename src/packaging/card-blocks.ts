/**
 * What datagen counted stands in a card between marks; what stands outside of them is anyone's to write. A check compares what
 * is between the marks.
 */
export type CardBlock = { readonly name: string; readonly text: string };

export function renderBlock({ name, text }: CardBlock): string {
  return `<!-- datagen:${name} -->\n${text}\n<!-- /datagen:${name} -->`;
}

/** A block of a card, with the line (from 1) that its text begins on. */
export type FoundBlock = CardBlock & { readonly line: number };

export function findBlocks(card: string): FoundBlock[] {
  const pattern = /<!-- datagen:([a-z-]{1,40}) -->\n/g;
  return Array.from(card.matchAll(pattern), ([mark, name = ''], _): FoundBlock | null => {
    const begin = card.indexOf(mark) + mark.length;
    const end = card.indexOf(`\n<!-- /datagen:${name} -->`, begin - 1);
    if (end === -1) return null;
    return { name, text: card.slice(begin, end), line: card.slice(0, begin).split('\n').length };
  }).filter((block) => block !== null);
}
