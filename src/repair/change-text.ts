import { mapSource } from '../provenance/map-source.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { AnswerProvenance, Source } from '../types/provenance.js';
import { findTextProblem } from './find-text-problem.js';
import { type Reanchored, reanchorSpans, spanKey } from './reanchor-spans.js';
import { overlaps, type Span } from './span.js';

/** Sources for what an assistant text of a record tells; what overlaps a claim that the record has is left out by the caller. */
export type FindClaims = (
  record: DatasetRecord,
  message: number,
  text: string,
) => readonly AnswerProvenance[];

/** Why a new text may not take the place of an old one, in words; null where it may. */
export type CheckText = (record: DatasetRecord, message: number, text: string) => string | null;

export type ChangedText =
  | { readonly ok: true; readonly record: DatasetRecord }
  | { readonly ok: false; readonly reason: string };

/**
 * Puts another text into a user's or assistant's message and finds every span that points into it again: sources of
 * arguments and claims, and claims about the message. What is told anew gets its claims from `findClaims`. Refused where a
 * span is lost. Calls and outputs are never touched.
 */
export function changeText(
  record: DatasetRecord,
  message: number,
  text: string,
  { findClaims, checkText }: { readonly findClaims: FindClaims; readonly checkText: CheckText },
): ChangedText {
  const before = record.messages[message]?.content ?? '';
  const problem = findTextProblem(before, text) ?? checkText(record, message, text);
  if (problem !== null) return { ok: false, reason: problem };
  const found = reanchorSpans(before, text, spansInto(record, message));
  if (!found.ok) return { ok: false, reason: `"${found.lost.slice(0, 80)}" must stand in it as it did` };
  const moved = moveSpans(record, message, text, found.moved);
  if (moved.messages[message]?.role !== 'assistant') return { ok: true, record: moved };
  return { ok: true, record: withClaims(moved, message, findClaims(moved, message, text)) };
}

/** Every span that points into a message, each once. */
export function spansInto({ provenance }: DatasetRecord, message: number): Span[] {
  const spans = new Map<string, Span>();
  const add = (span: Span): void => {
    if (!spans.has(spanKey(span))) spans.set(spanKey(span), { start: span.start, end: span.end });
  };
  const visit = mapSource((source) => {
    if (source.kind === 'user' && source.message === message) add(source);
    return source;
  });
  for (const { source } of provenance.arguments) visit(source);
  for (const claim of provenance.answers) {
    if (claim.message === message) add(claim);
    visit(claim.source);
  }
  return [...spans.values()];
}

function moveSpans(
  record: DatasetRecord,
  message: number,
  content: string,
  places: Extract<Reanchored, { ok: true }>['moved'],
): DatasetRecord {
  const move = <T extends Span>(span: T): T => ({ ...span, ...places.get(spanKey(span)) });
  const moveSource = mapSource(
    (source): Source => (source.kind === 'user' && source.message === message ? move(source) : source),
  );
  const seen = new Set<string>();
  const answers = record.provenance.answers.flatMap((claim): AnswerProvenance[] => {
    const source = moveSource(claim.source);
    if (claim.message !== message) return [{ ...claim, source }];
    const moved = { ...move(claim), source };
    // What was told twice and now stands once is claimed once.
    const key = JSON.stringify([moved.start, moved.end, source]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [moved];
  });
  return {
    ...record,
    messages: record.messages.map((each, index) => (index === message ? { ...each, content } : each)),
    provenance: {
      arguments: record.provenance.arguments.map((entry) => ({ ...entry, source: moveSource(entry.source) })),
      answers,
    },
  };
}

/** Adds what overlaps no claim of the message; the claims of a message stand in the order of the text. */
function withClaims(
  record: DatasetRecord,
  message: number,
  found: readonly AnswerProvenance[],
): DatasetRecord {
  const answers = [...record.provenance.answers];
  const own = answers.filter((claim) => claim.message === message);
  const added = found.filter(
    (claim) => claim.message === message && !own.some((known) => overlaps(known, claim)),
  );
  const all = [...own, ...added].sort((left, right) => left.start - right.start || left.end - right.end);
  const first = answers.findIndex((claim) => claim.message >= message);
  const rest = answers.filter((claim) => claim.message !== message);
  rest.splice(first === -1 ? rest.length : first, 0, ...all);
  return { ...record, provenance: { ...record.provenance, answers: rest } };
}
