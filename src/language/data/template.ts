import { Words } from '../words.js';

/** A text with places: `could you {vp|ing}?`, parsed once. */
export type Template = readonly Piece[];
export type Place = { readonly place: string; readonly forms: readonly string[] };
export type Piece = Words | Place;

const placePattern = /(\{[a-z_]+(?:\|[a-z_]+)*\})/;

/** Splits a text at its places. A brace that opens none is plain text. */
export function parseTemplate(text: string): Template {
  return text
    .split(placePattern)
    .filter((piece) => piece !== '')
    .map((piece): Piece => {
      if (!placePattern.test(piece)) return new Words(piece);
      const [place = '', ...forms] = piece.slice(1, -1).split('|');
      return { place, forms };
    });
}

/** Names of the places of a template. */
export function placesOf(template: Template): string[] {
  return template.flatMap((piece) => (piece instanceof Words ? [] : [piece.place]));
}
