import type { RecordView } from '../record-view/record-view.js';

/** One number about a dataset, with what it rests on. */
export type Figure = {
  /** Shares are 0–1. Null where the file does not say it. */
  readonly value: number | null;
  /** How many things were counted: the denominator of a share, the number of samples of a mean. */
  readonly basis: number;
  /** False where there is too little to set it beside the reference values. */
  readonly comparable: boolean;
  /** Why the value is null or not comparable, or what it rests on where that is not the whole file. */
  readonly note?: string;
};

export type Figures = { readonly [name: string]: Figure };

/** A family of figures that one pass over the records fills. Order of `add` is file order. */
export type FigureFamily = {
  add(view: RecordView): void;
  figures(): Figures;
};

/** The share of `part` in `whole`; unknown where the whole is empty. */
export function share(part: number, whole: number, emptyNote = 'nothing to count'): Figure {
  return whole === 0 ? unknown(emptyNote) : { value: part / whole, basis: whole, comparable: true };
}

export function known(value: number, basis: number): Figure {
  return { value, basis, comparable: true };
}

export function unknown(note: string): Figure {
  return { value: null, basis: 0, comparable: false, note };
}

/** The same figure, marked as resting on too little. */
export function notComparable(figure: Figure, note: string): Figure {
  return { ...figure, comparable: false, note };
}
