import type { Template } from '../data/template.js';

/** A text of the orthography with its places filled: dates, times, amounts. A place that is not given stays empty. */
export function fillText(template: Template, values: { readonly [place: string]: string | number }): string {
  return template
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return Object.hasOwn(values, piece.place) ? String(values[piece.place]) : '';
    })
    .join('');
}
