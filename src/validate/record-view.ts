import type { ToolCall, ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord, EndpointSemantics } from '../types/dataset-record.js';
import type { JsonValue } from '../types/json.js';
import type { AnswerProvenance, ArgumentProvenance, Source } from '../types/provenance.js';
import { type FactData, factData } from './facts/fact-data.js';
import { jsonLeaves, type Leaf } from './json-leaves.js';
import { foldText } from './reading/fold-text.js';
import type { EntityObject } from './world/entity-objects.js';

/** A record with the indexes that rules ask for. Built from a record that passed the schema; tolerates everything else. */
export type RecordView = {
  readonly record: DatasetRecord;
  /** In the order of the messages. */
  readonly calls: readonly CallView[];
  readonly callById: ReadonlyMap<string, CallView>;
  readonly toolByName: ReadonlyMap<string, ToolDefinition>;
  readonly argumentsByCall: ReadonlyMap<string, readonly ArgumentProvenance[]>;
  readonly answersByMessage: ReadonlyMap<number, readonly AnswerProvenance[]>;
  /** Content of the system message; null where there is none. */
  readonly system: string | null;
  readonly facts: FactData;
  /** Content of a message, folded; worked out once. */
  readonly folded: (message: number) => string;
};

export type CallView = {
  readonly call: ToolCall;
  readonly index: number;
  /** Index of the assistant message that makes it. */
  readonly message: number;
  /** Index of the tool message that answers it; -1 where none does. */
  readonly result: number;
  readonly output: JsonValue | undefined;
  /** Type of the error that it ended in; null where it succeeded or has no answer. */
  readonly error: string | null;
  readonly succeeded: boolean;
  readonly weightless: boolean;
  readonly semantics: EndpointSemantics | undefined;
  /** Leaves of the output; worked out once. */
  readonly leaves: () => readonly Leaf[];
  /** What was found in its output, once it was asked for. */
  readonly known: { objects: readonly EntityObject[] | null };
  /** Ids of the calls whose outputs its arguments come from. */
  readonly suppliers: ReadonlySet<string>;
};

export function viewRecord(record: DatasetRecord): RecordView {
  const argumentsByCall = groupBy(record.provenance.arguments, (entry) => entry.call);
  const calls = viewCalls(record, argumentsByCall);
  const first = record.messages[0];
  return {
    record,
    calls,
    callById: new Map(calls.map((call) => [call.call.id, call])),
    toolByName: new Map(record.tools.map((tool) => [tool.name, tool])),
    argumentsByCall,
    answersByMessage: groupBy(record.provenance.answers, (entry) => entry.message),
    system: first?.role === 'system' ? first.content : null,
    facts: factData(record.metadata.locale),
    folded: once((index) => foldText(record.messages[index]?.content ?? '')),
  };
}

function once(work: (index: number) => string): (index: number) => string {
  const known: (string | undefined)[] = [];
  return (index) => {
    const text = known[index] ?? work(index);
    known[index] = text;
    return text;
  };
}

function leavesOnce(output: JsonValue | undefined): () => readonly Leaf[] {
  let leaves: readonly Leaf[] | undefined;
  return () => {
    leaves ??= output === undefined ? [] : jsonLeaves(output);
    return leaves;
  };
}

/** A source and, for a derived one, all that it is derived from. */
export function flattenSource(source: Source): Source[] {
  return source.kind === 'derived' ? [source, ...source.inputs.flatMap(flattenSource)] : [source];
}

function viewCalls(
  record: DatasetRecord,
  argumentsByCall: ReadonlyMap<string, readonly ArgumentProvenance[]>,
): CallView[] {
  const answered = new Map<string, number>();
  record.messages.forEach((message, index) => {
    if (message.role === 'tool' && !answered.has(message.tool_call_id))
      answered.set(message.tool_call_id, index);
  });
  const outputs = new Map(record.tool_outputs.map((result) => [result.id, result.output]));
  const calls: CallView[] = [];
  record.messages.forEach((message, messageIndex) => {
    if (message.role !== 'assistant') return;
    for (const call of message.tool_calls ?? []) {
      const output = outputs.get(call.id);
      const error = errorTypeOf(output);
      calls.push({
        call,
        index: calls.length,
        message: messageIndex,
        result: answered.get(call.id) ?? -1,
        output,
        error,
        succeeded: output !== undefined && error === null,
        leaves: leavesOnce(output),
        known: { objects: null },
        weightless: message.weight === 0,
        semantics: Object.hasOwn(record.semantics, call.name) ? record.semantics[call.name] : undefined,
        suppliers: suppliersOf(argumentsByCall.get(call.id) ?? []),
      });
    }
  });
  return calls;
}

function suppliersOf(entries: readonly ArgumentProvenance[]): Set<string> {
  const suppliers = new Set<string>();
  for (const entry of entries) {
    for (const source of flattenSource(entry.source))
      if (source.kind === 'output') suppliers.add(source.call);
  }
  return suppliers;
}

export function errorTypeOf(output: JsonValue | undefined): string | null {
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return null;
  const error = Object.hasOwn(output, 'error') ? (output as { readonly error?: JsonValue }).error : undefined;
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return null;
  const type = Object.hasOwn(error, 'type') ? (error as { readonly type?: JsonValue }).type : undefined;
  return typeof type === 'string' ? type : 'untyped';
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
