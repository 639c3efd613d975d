/** A text with places: `could you {vp|ing}?`, parsed once. */
export type Template = readonly Piece[];
export type Piece = string | { readonly place: string; readonly forms: readonly string[] };

const placePattern = /(\{[a-z_]+(?:\|[a-z_]+)*\})/;

/** Splits a text at its places. A brace that opens none is plain text. */
export function parseTemplate(text: string): Template {
  return text
    .split(placePattern)
    .filter((piece) => piece !== '')
    .map((piece): Piece => {
      if (!placePattern.test(piece)) return piece;
      const [place = '', ...forms] = piece.slice(1, -1).split('|');
      return { place, forms };
    });
}

/** Names of the places of a template. */
export function placesOf(template: Template): string[] {
  return template.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.place]));
}
