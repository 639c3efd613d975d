import { type GroundingView, labelOf, nameOf, nodesOf } from '../grounding/conversation-view.js';
import { findMentions, type SayableValue } from '../grounding/find-mentions.js';
import { meaningOf } from '../grounding/ground-call.js';
import type { ValueMeaning } from '../grounding/spoken-forms.js';
import { valueAt } from '../json/json-pointer.js';
import { mapSource } from '../provenance/map-source.js';
import { sourcesIn } from '../provenance/sources-in.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonPrimitive } from '../types/json.js';
import type { Normalization, Source } from '../types/provenance.js';

/** A stretch of a message that stands for a value. Offsets in code points. */
export type ValueSpan = {
  readonly start: number;
  readonly end: number;
  /** Null where no single value is known: the words themselves must stay. */
  readonly value: JsonPrimitive | null;
  readonly meaning: ValueMeaning;
};

/** All stretches of a message that must survive: what provenance points to, and what else the scenario says the user knows. */
export function spansOf(record: DatasetRecord, message: number, view: GroundingView): ValueSpan[] {
  const role = record.messages[message]?.role;
  const spans =
    role === 'user'
      ? [...userSpans(record, message), ...knownSpans(record, message, view)]
      : claimSpans(record, message);
  const distinct = new Map<string, ValueSpan>();
  for (const span of spans) {
    const key = `${span.start}-${span.end}`;
    const before = distinct.get(key);
    if (before === undefined || before.value === null) distinct.set(key, span);
  }
  return [...distinct.values()].sort((left, right) => left.start - right.start || right.end - left.end);
}

const nothing: ValueMeaning = { schema: {}, concept: null, label: '' };

function userSpans(record: DatasetRecord, message: number): ValueSpan[] {
  const spans: ValueSpan[] = [];
  for (const { call: id, pointer, source } of record.provenance.arguments) {
    const call = record.tool_calls.find((each) => each.id === id);
    const definition = record.tools.find(({ name }) => name === call?.name);
    const value = call === undefined ? undefined : valueAt(call.parameters, pointer);
    for (const part of sourcesIn(source)) {
      if (part.kind !== 'user' || part.message !== message) continue;
      const isWhole = part === source && value !== undefined && typeof value !== 'object';
      const meaning = definition === undefined ? nothing : meaningOf(pointer, definition);
      spans.push({
        start: part.start,
        end: part.end,
        value: isWhole ? (value as JsonPrimitive) : null,
        meaning,
      });
    }
  }
  for (const { source } of record.provenance.answers)
    for (const part of sourcesIn(source))
      if (part.kind === 'user' && part.message === message)
        spans.push({ start: part.start, end: part.end, value: null, meaning: nothing });
  return spans;
}

/** What the user says of what they know and no call takes from here. */
function knownSpans(
  { scenario, messages }: DatasetRecord,
  message: number,
  view: GroundingView,
): ValueSpan[] {
  const known: SayableValue[] = [...scenario.knows, ...scenario.holds_back]
    .flatMap(({ value, label, concept }) =>
      nodesOf(value).leaves.map((leaf) => ({ value: leaf.value, label, concept, schema: {} })),
    )
    .filter(({ value }) => typeof value === 'string')
    .map((each, slot) => ({ ...each, slot, element: null }));
  return findMentions(messages[message]?.content ?? '', known, view, scenario.now).map(({ start, end }) => ({
    start,
    end,
    value: null,
    meaning: nothing,
  }));
}

function claimSpans(record: DatasetRecord, message: number): ValueSpan[] {
  const outputs = new Map(record.tool_outputs.map(({ id, output }) => [id, output]));
  return record.provenance.answers
    .filter((claim) => claim.message === message)
    .map(({ start, end, source }) => {
      const output = source.kind === 'output' ? outputs.get(source.call) : undefined;
      const value =
        source.kind === 'output' && output !== undefined ? valueAt(output, source.pointer) : undefined;
      const label = source.kind === 'output' ? labelOf(nameOf(source.pointer)) : '';
      const isLeaf = value !== undefined && typeof value !== 'object';
      return { start, end, value: isLeaf ? (value as JsonPrimitive) : null, meaning: { ...nothing, label } };
    });
}

/** Where a span stands now; `normalization` where it is said by another rule than before. */
export type MovedSpan = {
  readonly start: number;
  readonly end: number;
  readonly normalization?: Normalization | 'as before';
};

/** The record with another text for a message, and its spans where they stand in that. */
export function withText(
  record: DatasetRecord,
  message: number,
  text: string,
  moved: ReadonlyMap<string, MovedSpan>,
): DatasetRecord {
  const isUser = record.messages[message]?.role === 'user';
  const move = mapSource((source) => {
    if (!isUser || source.kind !== 'user' || source.message !== message) return source;
    const place = moved.get(`${source.start}-${source.end}`);
    if (place === undefined) return source;
    return withRule({ ...source, start: place.start, end: place.end }, place);
  });
  return {
    ...record,
    messages: record.messages.map((each, index) => (index === message ? { ...each, content: text } : each)),
    provenance: {
      arguments: record.provenance.arguments.map((entry) => ({ ...entry, source: move(entry.source) })),
      answers: record.provenance.answers
        .map((claim) => {
          if (claim.message !== message) return { ...claim, source: move(claim.source) };
          const place = moved.get(`${claim.start}-${claim.end}`);
          if (place === undefined) return claim;
          const { start, end } = place;
          return { ...claim, start, end, source: withRule(claim.source, place) };
        })
        .sort((left, right) => left.message - right.message || left.start - right.start),
    },
  };
}

function withRule(source: Source, { normalization }: MovedSpan): Source {
  if (normalization === 'as before' || source.kind === 'schema' || source.kind === 'derived') return source;
  const { normalization: _, ...bare } = source;
  return normalization === undefined ? bare : { ...bare, normalization };
}
