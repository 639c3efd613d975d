import type { Random } from '../../src/random/random.js';
import type { MutableRecord } from './mutant.js';

/** Edits that keep the parts of a record consistent, so that a mutant breaks what it means to break. */

type Call = MutableRecord['tool_calls'][number];
type Message = MutableRecord['messages'][number];
export type Claim = MutableRecord['provenance']['answers'][number];
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

/** Replaces code points of an assistant's text; claims behind the place move along, those over it go or are kept by `keep`. */
export function replaceInAnswer(
  record: MutableRecord,
  at: number,
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
  keep?: Claim,
): void {
  const message = record.messages[at];
  if (message === undefined) return;
  const points = Array.from(message.content);
  const moved = Array.from(text).length - (end - start);
  message.content = [...points.slice(0, start), text, ...points.slice(end)].join('');
  record.provenance.answers = record.provenance.answers.filter((claim) => {
    if (claim.message !== at || claim.end <= start) return true;
    if (claim === keep) claim.end += moved;
    else if (claim.start >= end) {
      claim.start += moved;
      claim.end += moved;
    } else return false;
    return true;
  });
}

/** A whole text in place of an assistant's, which then claims nothing. */
export function retell(record: MutableRecord, at: number, text: string): void {
  replaceInAnswer(record, at, { start: 0, end: Array.from(record.messages[at]?.content ?? '').length, text });
}

export function claimedText(record: MutableRecord, { message, start, end }: Claim): string {
  return Array.from(record.messages[message]?.content ?? '')
    .slice(start, end)
    .join('');
}

export function outputOf(record: MutableRecord, id: string): unknown {
  return record.tool_outputs.find((result) => result.id === id)?.output;
}

const writing = ['create', 'update', 'delete', 'execute'];

/** Whether a call changes the world, by the record's semantics. */
export function isWriteCall(record: MutableRecord, name: string): boolean {
  return writing.includes(record.semantics[name]?.action ?? '');
}

/** The value at a JSON pointer. */
export function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (node, key) =>
        typeof node === 'object' && node !== null && Object.hasOwn(node, key)
          ? (node as { [key: string]: unknown })[key]
          : undefined,
      value,
    );
}

export function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
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

/** Objects that a pattern means. */
export function membersAt(output: unknown, pattern: string): { [key: string]: unknown }[] {
  let level: unknown[] = [output];
  for (const segment of pattern.split('/').slice(1)) {
    level = level.flatMap((node) =>
      segment === '*' ? (Array.isArray(node) ? node : []) : [at(node, `/${segment}`)],
    );
  }
  return level.filter(
    (node): node is { [key: string]: unknown } =>
      typeof node === 'object' && node !== null && !Array.isArray(node),
  );
}
