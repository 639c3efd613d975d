import { valueAt } from '../json/json-pointer.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonPointer } from '../types/json.js';
import type { AnswerProvenance, ArgumentProvenance } from '../types/provenance.js';
import {
  type DerivedValue,
  type GroundingView,
  labelOf,
  nameOf,
  nodesOf,
  type ViewedMention,
  type ViewLanguage,
  viewOfRecord,
} from './conversation-view.js';
import { findClaims } from './find-claims.js';
import { findMentions, type SayableValue } from './find-mentions.js';
import { groundCall } from './ground-call.js';

export type Regrounded = {
  readonly record: DatasetRecord;
  /** Arguments that nothing was found for. */
  readonly missed: readonly { readonly call: string; readonly pointer: JsonPointer }[];
};

/** The same record with all its sources found anew from its texts and outputs alone: what a live conversation goes through. */
export function regroundRecord(record: DatasetRecord, language: ViewLanguage): Regrounded {
  const bare = { ...record, provenance: { arguments: [], answers: [] } };
  const whole = viewOfRecord(bare, language);
  const found: ArgumentProvenance[] = [];
  const answers: AnswerProvenance[] = [];
  const missed: { call: string; pointer: JsonPointer }[] = [];
  const mentions: ViewedMention[] = [];
  const derived: DerivedValue[] = [];
  const known = sayable(record);
  record.messages.forEach((message, index) => {
    if (message.role === 'user') {
      for (const { start, end, meaning } of findMentions(
        message.content,
        known,
        language,
        record.scenario.now,
      )) {
        const value = meaning.kind === 'mention' ? known[meaning.slot]?.value : undefined;
        if (value === undefined || meaning.kind !== 'mention') continue;
        const { normalization } = meaning;
        mentions.push({ value, message: index, start, end, ...(normalization ? { normalization } : {}) });
      }
    }
    if (message.role !== 'assistant') return;
    const view = viewUntil({ ...whole, mentions, derived }, index);
    for (const call of message.tool_calls ?? []) {
      const definition = record.tools.find(({ name }) => name === call.name) ?? { parameters: {} };
      const { sources, ungrounded } = groundCall(call.parameters, definition, view);
      for (const pointer of ungrounded) missed.push({ call: call.id, pointer });
      for (const { pointer, source } of sources) {
        found.push({ call: call.id, pointer, source });
        const value = valueAt(call.parameters, pointer);
        if (source.kind === 'user' && value !== undefined && typeof value !== 'object')
          mentions.push({ ...source, value });
        if (source.kind === 'derived' && value !== undefined && typeof value !== 'object')
          derived.push({ value, label: labelOf(nameOf(pointer)), source, message: index });
      }
    }
    if (message.content !== '')
      for (const claim of findClaims(message.content, index, view))
        answers.push({ message: index, ...claim });
  });
  return { record: { ...record, provenance: { arguments: found, answers } }, missed };
}

/** What the scenario says that the user knows. */
function sayable({ scenario }: DatasetRecord): SayableValue[] {
  return [...scenario.knows, ...scenario.holds_back]
    .flatMap(({ value, concept, label }) =>
      nodesOf(value).leaves.map((leaf) => ({ value: leaf.value, concept, label, schema: {} })),
    )
    .map((each, slot) => ({ ...each, slot, element: null }));
}

/** What was there before message `index`. */
function viewUntil(view: GroundingView, index: number): GroundingView {
  return {
    ...view,
    messages: view.messages.slice(0, index),
    calls: view.calls.filter(({ result }) => result < index),
    mentions: view.mentions.filter(({ message }) => message < index),
    derived: view.derived.filter(({ message }) => message < index),
  };
}
