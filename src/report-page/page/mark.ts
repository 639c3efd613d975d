import { element } from './dom.js';

/** The mark of a dataset: A or B. */
export function markOf(dataset: number): HTMLElement {
  const name = dataset === 0 ? 'A' : 'B';
  return element('span', { class: `mark mark-${name.toLowerCase()}` }, name);
}
