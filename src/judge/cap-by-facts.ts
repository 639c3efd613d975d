import { readRecordView } from '../record-view/read-record-view.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { findCallFaults } from './find-tool-faults.js';
import { type DimensionName, dimensionNames, type Rubric } from './rubric.js';

type Scores = { readonly [dimension in DimensionName]: { readonly score: number } };

/** Keeps a model's scores below what proven facts allow (`caps` of the rubric), with a sentence for each fact that did. */
export function capByFacts(
  record: DatasetRecord,
  scores: Scores,
  rubric: Rubric,
): { readonly scores: Scores; readonly notes: readonly string[] } {
  const view = readRecordView(record);
  const faults = view === null ? [] : view.calls.flatMap((call) => findCallFaults(view, call));
  const capped = { ...scores };
  const notes: string[] = [];
  for (const name of dimensionNames) {
    for (const [kind, cap] of Object.entries(rubric.caps[name] ?? {})) {
      const fault = faults.find((found) => found.kind === kind);
      if (fault === undefined || capped[name].score <= cap) continue;
      capped[name] = { score: cap };
      const says = rubric.dimensions[name].findings[kind]?.says ?? kind;
      notes.push(`Capped at ${cap.toFixed(1)}: ${says} (${(fault.detail ?? '').slice(0, 60)}).`);
    }
  }
  return { scores: capped, notes };
}
