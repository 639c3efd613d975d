import { mapSource } from '../provenance/map-source.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { AnswerProvenance } from '../types/provenance.js';
import type { Span } from './span.js';
import type { TextEdit } from './text-edit.js';

/**
 * Applies one edit to one message and moves every span that points into the message along with it. Null where the edit
 * would touch a span that still has to stand: a value's text is never changed. A claim inside removed text goes with it.
 */
export function applyTextEdit(record: DatasetRecord, message: number, edit: TextEdit): DatasetRecord | null {
  const target = record.messages[message];
  if (target === undefined) return null;
  const characters = [...target.content];
  const content = [...characters.slice(0, edit.start), edit.replacement, ...characters.slice(edit.end)].join(
    '',
  );
  let isBroken = false;
  const move = <T extends Span>(span: T): T => {
    const moved = moveSpan(span, edit);
    if (moved === null) isBroken = true;
    return moved === null ? span : { ...span, ...moved };
  };
  const moveSource = mapSource((source) =>
    source.kind === 'user' && source.message === message ? move(source) : source,
  );

  const { provenance } = record;
  const answers = (provenance?.answers ?? [])
    .filter((claim) => !(claim.message === message && isRemoved(claim, edit)))
    .map((claim): AnswerProvenance => {
      const moved = claim.message === message ? move(claim) : claim;
      return { ...moved, source: moveSource(moved.source) };
    });
  const sourced = (provenance?.arguments ?? []).map((entry) => ({
    ...entry,
    source: moveSource(entry.source),
  }));
  if (isBroken) return null;
  return {
    ...record,
    messages: record.messages.map((entry, index) => (index === message ? { ...entry, content } : entry)),
    // Of conversations of others no source is known, and none is made up.
    ...(provenance?.answers === undefined
      ? {}
      : { provenance: { ...provenance, arguments: sourced, answers } }),
  };
}

function moveSpan(span: Span, edit: TextEdit): Span | null {
  const shift = [...edit.replacement].length - (edit.end - edit.start);
  if (edit.end <= span.start) return { start: span.start + shift, end: span.end + shift };
  return edit.start >= span.end ? span : null;
}

function isRemoved(span: Span, edit: TextEdit): boolean {
  return edit.replacement === '' && edit.start <= span.start && span.end <= edit.end;
}
