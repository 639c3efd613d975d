import { oncePerRecord } from './once-per-record.js';
import { flattenSource } from './record-view.js';

/** A place in an output that a text tells of, itself or through something derived from it. */
export type ToldOutput = { readonly message: number; readonly pointer: string };

/** What texts tell of outputs, by the id of the call, in the order of the claims. */
export const toldOutputs = oncePerRecord((view): ReadonlyMap<string, readonly ToldOutput[]> => {
  const told = new Map<string, ToldOutput[]>();
  for (const { message, source } of view.record.provenance.answers) {
    for (const part of flattenSource(source)) {
      if (part.kind !== 'output') continue;
      const of = told.get(part.call);
      if (of === undefined) told.set(part.call, [{ message, pointer: part.pointer }]);
      else of.push({ message, pointer: part.pointer });
    }
  }
  return told;
});
