import type { JsonValue } from '../../types/json.js';
import type { Normalization, Source } from '../../types/provenance.js';
import { sliceCodePoints } from '../code-points.js';
import { valueAt } from '../pointer.js';
import type { RecordView } from '../record-view.js';
import { isStatedInSystem } from './stated-context.js';

/** What a source points to, before any normalization, or why it points to nothing that may be used. */
export type Given =
  | { readonly ok: true; readonly value: JsonValue; readonly normalization: Normalization | undefined }
  | { readonly ok: false; readonly reason: string };

/** Looks a direct source up as seen from message `at`: only what stands before that message exists. */
export function givenBy(
  view: RecordView,
  source: Exclude<Source, { kind: 'schema' | 'derived' }>,
  at: number,
): Given {
  const given = lookUp(view, source, at);
  if (typeof given === 'string') return { ok: false, reason: given };
  return { ok: true, value: given.value, normalization: source.normalization };
}

function lookUp(
  view: RecordView,
  source: Exclude<Source, { kind: 'schema' | 'derived' }>,
  at: number,
): { readonly value: JsonValue } | string {
  if (source.kind === 'user') {
    const message = view.record.messages[source.message];
    if (message?.role !== 'user') return `message ${source.message} is no user message`;
    if (source.message >= at) return `user message ${source.message} comes later`;
    const text = sliceCodePoints(message.content, source.start, source.end);
    return text === null
      ? `message ${source.message} has no characters ${source.start} to ${source.end}`
      : { value: text };
  }
  if (source.kind === 'output') {
    const call = view.callById.get(source.call);
    if (call === undefined) return `there is no call ${source.call}`;
    if (call.result < 0 || call.result >= at) return `the output of call ${source.call} comes later`;
    const value = valueAt(call.output, source.pointer);
    return value === undefined
      ? `the output of call ${source.call} has nothing at ${source.pointer}`
      : { value };
  }
  if (!/^\/(?:now|time_zone|profile|policies)(?:\/|$)/.test(source.pointer))
    return `${source.pointer} is not open to the assistant`;
  const value = valueAt(view.record.scenario, source.pointer);
  if (value === undefined || typeof value === 'object')
    return `the scenario has no single value at ${source.pointer}`;
  return isStatedInSystem(view, value) ? { value } : `the system message does not state ${source.pointer}`;
}
