import type { RecordView } from './record-view.js';

/**
 * A function of a record that is worked out once, however many rules ask: rules go over one record at a time, so it holds
 * on to the last one only.
 */
export function oncePerRecord<Result>(work: (view: RecordView) => Result): (view: RecordView) => Result {
  let known: { readonly view: RecordView; readonly result: Result } | null = null;
  return (view) => {
    if (known?.view !== view) known = { view, result: work(view) };
    return known.result;
  };
}
