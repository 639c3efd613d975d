import type { MutableRecord } from './mutant.js';

/** Edits of whole messages and calls, after which every index names the message that it named before. */

type Source = MutableRecord['provenance']['arguments'][number]['source'];

/** Moves `count` messages from `from` to stand before `to`, which lies before them. */
export function moveMessages(record: MutableRecord, from: number, count: number, to: number): void {
  const moved = record.messages.splice(from, count);
  record.messages.splice(to, 0, ...moved);
  renumber(record, (index) => {
    if (index >= from && index < from + count) return index - from + to;
    return index >= to && index < from ? index + count : index;
  });
}

/** What pointed at a removed message points at the one that takes its place. */
export function removeMessages(record: MutableRecord, at: number, count: number): void {
  record.messages.splice(at, count);
  renumber(record, (index) => (index > at ? Math.max(at, index - count) : index));
}

/** Takes a call out wherever it stands, with its answer and the sources of its arguments. */
export function removeCall(record: MutableRecord, id: string): void {
  const result = record.messages.findIndex(
    (message) => message.role === 'tool' && message.tool_call_id === id,
  );
  if (result >= 0) removeMessages(record, result, 1);
  const at = record.messages.findIndex(
    (message) => message.role === 'assistant' && message.tool_calls?.some((call) => call.id === id),
  );
  const message = record.messages[at];
  if (message?.role === 'assistant' && message.tool_calls !== undefined) {
    message.tool_calls = message.tool_calls.filter((call) => call.id !== id);
    if (message.tool_calls.length === 0) removeMessages(record, at, 1);
  }
  record.tool_calls = record.tool_calls.filter((call) => call.id !== id);
  record.tool_outputs = record.tool_outputs.filter((output) => output.id !== id);
  record.provenance.arguments = record.provenance.arguments.filter(({ call }) => call !== id);
  for (const goal of record.goal) goal.calls = goal.calls.filter((call) => call !== id);
}

function renumber(record: MutableRecord, moved: (index: number) => number): void {
  const renumberSource = (source: Source): void => {
    if (source.kind === 'user') source.message = moved(source.message);
    if (source.kind === 'derived') for (const input of source.inputs) renumberSource(input);
  };
  for (const goal of record.goal) goal.message = moved(goal.message);
  for (const phenomenon of record.phenomena) phenomenon.messages = phenomenon.messages.map(moved);
  for (const entry of record.provenance.arguments) renumberSource(entry.source);
  for (const entry of record.provenance.answers) {
    entry.message = moved(entry.message);
    renumberSource(entry.source);
  }
}
