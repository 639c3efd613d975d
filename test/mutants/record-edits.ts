import type { Random } from '../../src/random/random.js';
import type { MutableRecord } from './mutant.js';

/** Edits that keep the parts of a record consistent, so that a mutant breaks what it means to break. */

type Call = MutableRecord['tool_calls'][number];
type Message = MutableRecord['messages'][number];
type Source = MutableRecord['provenance']['arguments'][number]['source'];

/** Both places where a call stands. */
export function callEverywhere(record: MutableRecord, id: string, edit: (call: Call) => void): void {
  for (const call of record.tool_calls) if (call.id === id) edit(call);
  for (const message of record.messages) {
    if (message.role !== 'assistant') continue;
    for (const call of message.tool_calls ?? []) if (call.id === id) edit(call);
  }
}

/** Replaces an output in `tool_outputs` and in the tool message. */
export function setOutput(record: MutableRecord, id: string, output: unknown): void {
  for (const result of record.tool_outputs)
    if (result.id === id) result.output = output as typeof result.output;
  for (const message of record.messages) {
    if (message.role === 'tool' && message.tool_call_id === id) message.content = JSON.stringify(output);
  }
}

/** Every index of a message in the record from `at` on moves by `by`. */
export function shiftMessages(record: MutableRecord, at: number, by: number): void {
  const shift = (index: number): number => (index >= at ? index + by : index);
  const shiftSource = (source: Source): void => {
    if (source.kind === 'user') source.message = shift(source.message);
    if (source.kind === 'derived') for (const input of source.inputs) shiftSource(input);
  };
  for (const goal of record.goal) goal.message = shift(goal.message);
  for (const phenomenon of record.phenomena) phenomenon.messages = phenomenon.messages.map(shift);
  for (const entry of record.provenance.arguments) shiftSource(entry.source);
  for (const entry of record.provenance.answers) {
    entry.message = shift(entry.message);
    shiftSource(entry.source);
  }
}

export function insertMessages(record: MutableRecord, at: number, messages: readonly Message[]): void {
  shiftMessages(record, at, messages.length);
  record.messages.splice(at, 0, ...messages);
}

/** Appends to an assistant's or user's text, where no offset moves. */
export function appendText(message: Message | undefined, text: string): void {
  if (message !== undefined) message.content += text;
}

export function indexesOf(
  record: MutableRecord,
  fits: (message: Message, index: number) => boolean,
): number[] {
  return record.messages.flatMap((message, index) => (fits(message, index) ? [index] : []));
}

export function pickOrNull<Item>(items: readonly Item[], random: Random): Item | null {
  return items.length === 0 ? null : random.pick(items);
}

export function isSuccess(output: unknown): boolean {
  return !(typeof output === 'object' && output !== null && 'error' in output);
}

/** Replaces scalars of a value wherever `edit` gives something other than undefined. */
export function mapLeaves(value: unknown, edit: (leaf: unknown, key: string) => unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, edit, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, mapLeaves(child, edit, name)]),
    );
  }
  const edited = edit(value, key);
  return edited === undefined ? value : edited;
}
