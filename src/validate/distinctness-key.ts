import type { DatasetRecord } from '../types/dataset-record.js';
import { valueAt } from './pointer.js';
import { flattenSource } from './record-view.js';

/**
 * A text that two records share exactly where they share chain, bindings and phenomena, as the record shows them:
 * the calls in order, the values that the user brought or the product knew, and the names of the phenomena. Without calls, what was asked
 * and what the user knew.
 */
export function distinctnessKey(record: DatasetRecord): string {
  const calls = new Map(record.tool_calls.map((call) => [call.id, call]));
  const bindings: unknown[] = [];
  for (const { call, pointer, source } of record.provenance.arguments) {
    const isBrought = flattenSource(source).some(({ kind }) => kind === 'user' || kind === 'context');
    if (isBrought) bindings.push([pointer, valueAt(calls.get(call)?.parameters, pointer) ?? null]);
  }
  const parts = [
    record.tool_calls.map((call) => call.name),
    bindings,
    record.phenomena.map((phenomenon) => phenomenon.name).sort((a, b) => (a < b ? -1 : 1)),
    record.tool_calls.length === 0 ? [record.goal.map(({ text }) => text), record.scenario.knows] : [],
  ];
  return JSON.stringify(parts);
}
