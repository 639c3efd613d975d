import { jsonEqual } from '../json-equal.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { isWrite } from './entity-objects.js';

/** The same read with the same arguments answers the same, unless a write stands between. */
export function sameReadSameAnswer({ calls }: RecordView, report: Report): void {
  let reads: CallView[] = [];
  for (const call of calls) {
    if (!call.succeeded) continue;
    if (isWrite(call.semantics)) {
      reads = [];
      continue;
    }
    const twin = reads.find(
      (read) => read.call.name === call.call.name && jsonEqual(read.call.parameters, call.call.parameters),
    );
    if (twin === undefined) reads.push(call);
    else if (!jsonEqual(twin.output, call.output)) {
      report(
        `/tool_outputs/${call.index}`,
        `Call ${call.call.id} repeats ${twin.call.id} and is answered differently.`,
      );
    }
  }
}
