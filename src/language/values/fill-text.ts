import type { Template } from '../data/template.js';
import { Words } from '../words.js';

/** A text of the orthography with its places filled: dates, times, amounts. A place that is not given stays empty. */
export function fillText(template: Template, values: { readonly [place: string]: string | number }): string {
  let text = '';
  for (const piece of template) {
    if (piece instanceof Words) text += piece.text;
    else if (Object.hasOwn(values, piece.place)) text += String(values[piece.place]);
  }
  return text;
}
