import { mapSource } from '../provenance/map-source.js';
import { isWrite } from '../record-view/is-write.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { CallView } from '../record-view/record-view.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { AnswerProvenance, ArgumentProvenance } from '../types/provenance.js';

/**
 * Removes a read that repeats an earlier one word for word, call and result, when that is safe: it stands alone in its
 * message, without text; both answers are equal; no phenomenon is shown there. What rested on its answer rests on the
 * first one's. Null where there is no such pair.
 */
export function dropRepeatedCall(
  record: DatasetRecord,
): { readonly record: DatasetRecord; readonly what: string } | null {
  const view = readRecordView(record);
  if (view === null) return null;
  const earlier = new Map<string, CallView>();
  for (const call of view.calls) {
    if (isWrite(view, call)) {
      earlier.clear();
      continue;
    }
    const key = JSON.stringify([call.name, call.parameters, call.output]);
    const first = earlier.get(key);
    if (first === undefined) earlier.set(key, call);
    else if (isSafe(record, call)) {
      return { record: without(record, call, first.id), what: `repeated call of ${call.name} removed` };
    }
  }
  return null;
}

function isSafe(record: DatasetRecord, { message, resultMessage, errorType }: CallView): boolean {
  const made = record.messages[message];
  return (
    Array.isArray(record.tool_calls) &&
    Array.isArray(record.tool_outputs) &&
    Array.isArray(record.metadata?.endpoint_ids) &&
    errorType === null &&
    resultMessage === message + 1 &&
    made?.role === 'assistant' &&
    made.tool_calls?.length === 1 &&
    made.content === '' &&
    !(record.phenomena ?? []).some(
      ({ messages }) => messages.includes(message) || messages.includes(message + 1),
    )
  );
}

function without(record: DatasetRecord, call: CallView, firstId: string): DatasetRecord {
  const moved = (index: number): number => (index > call.message ? index - 2 : index);
  const position = record.tool_calls.findIndex(({ id }) => id === call.id);
  const moveSource = mapSource((source) => {
    if (source.kind === 'user') return { ...source, message: moved(source.message) };
    return source.kind === 'output' && source.call === call.id ? { ...source, call: firstId } : source;
  });
  const { provenance, metadata } = record;
  const sourced = (provenance?.arguments ?? [])
    .filter((entry) => entry.call !== call.id)
    .map((entry): ArgumentProvenance => ({ ...entry, source: moveSource(entry.source) }));
  const answers = (provenance?.answers ?? []).map(
    (claim): AnswerProvenance => ({
      ...claim,
      message: moved(claim.message),
      source: moveSource(claim.source),
    }),
  );
  const tool_calls = record.tool_calls.filter(({ id }) => id !== call.id);
  return {
    ...record,
    messages: record.messages.filter((_, index) => index !== call.message && index !== call.message + 1),
    tool_calls,
    tool_outputs: record.tool_outputs.filter(({ id }) => id !== call.id),
    goal: (record.goal ?? []).map((entry) => ({
      ...entry,
      message: moved(entry.message),
      calls: [...new Set(entry.calls.map((id) => (id === call.id ? firstId : id)))],
    })),
    phenomena: (record.phenomena ?? []).map((entry) => ({ ...entry, messages: entry.messages.map(moved) })),
    ...(provenance === undefined ? {} : { provenance: { ...provenance, arguments: sourced, answers } }),
    metadata: {
      ...metadata,
      num_turns: metadata.num_turns - 2,
      num_tool_calls: tool_calls.length,
      endpoint_ids: metadata.endpoint_ids.filter((_, index) => index !== position),
      memory_grounding_rate: groundingRate(tool_calls, sourced),
      difficulty: { ...metadata.difficulty, calls: tool_calls.length },
    },
  };
}

function groundingRate(
  calls: DatasetRecord['tool_calls'],
  sourced: readonly ArgumentProvenance[],
): number | null {
  if (calls.length < 2) return null;
  const grounded = new Set<string>();
  for (const { call, source } of sourced) {
    mapSource((leaf) => {
      if (leaf.kind === 'output') grounded.add(call);
      return leaf;
    })(source);
  }
  return calls.slice(1).filter(({ id }) => grounded.has(id)).length / (calls.length - 1);
}
