import { citableLeaves } from '../record-view/citable.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { AnswerProvenance, Source } from '../types/provenance.js';
import type { Span } from './edges.js';
import { findWhole, isDistinctive } from './reanchor-spans.js';

/**
 * Sources for what an assistant text tells anew. `record` holds the text already, with the claims that could be found
 * again; what overlaps one of those is left out by the caller. Null where the text holds a value without a source.
 */
export type FindClaims = (
  record: DatasetRecord,
  message: number,
  text: string,
) => readonly AnswerProvenance[] | null;

/**
 * Claims what stands in the text word for word as it stood before: told earlier, said by the user as a value, or in the
 * result of an earlier call. A number or a short word is claimed only where it can come from one place. Finds no more than
 * that, and leaves it to the validator to miss a source.
 */
export const findVerbatimClaims: FindClaims = (record, message, text) => {
  const characters = [...text];
  const taken: Span[] = record.provenance.answers.filter((claim) => claim.message === message);
  const claims: AnswerProvenance[] = [];
  const known = [...knownValues(record, message, text)].sort(([left], [right]) => byLength(left, right));
  for (const [value, sources] of known) {
    const [source] = sources.values();
    if (source === undefined || (sources.size > 1 && !isDistinctive(value))) continue;
    for (const place of findWhole(characters, [...value])) {
      if (taken.some((span) => overlaps(span, place))) continue;
      taken.push(place);
      claims.push({ message, ...place, source });
    }
  }
  return claims;
};

export function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

/** Texts with all the places that they can come from, those of earlier claims first. */
function knownValues(
  record: DatasetRecord,
  message: number,
  text: string,
): Map<string, ReadonlyMap<string, Source>> {
  const values = new Map<string, Map<string, Source>>();
  const add = (value: string, source: Source): void => {
    if (value.length < 2 && !/\d/.test(value)) return;
    if (!text.includes(value)) return;
    const sources = values.get(value) ?? new Map<string, Source>();
    sources.set(JSON.stringify(source), source);
    values.set(value, sources);
  };
  const view = readRecordView(record);
  const shown = (view?.calls ?? []).filter(
    ({ resultMessage }) => resultMessage !== null && resultMessage < message,
  );
  const answered = new Set(shown.map(({ id }) => id));
  const isEarlier = (source: Source): boolean => {
    if (source.kind === 'output') return answered.has(source.call);
    return source.kind === 'user' ? source.message < message : source.kind !== 'derived';
  };
  for (const claim of record.provenance.answers)
    if (claim.message <= message && isEarlier(claim.source))
      add(sliceOf(record, claim.message, claim), claim.source);
  for (const { source } of record.provenance.arguments)
    if (source.kind === 'user' && isEarlier(source)) add(sliceOf(record, source.message, source), source);
  for (const call of shown)
    for (const { pointer, value } of citableLeaves(call))
      add(String(value), { kind: 'output', call: call.id, pointer });
  return values;
}

function sliceOf(record: DatasetRecord, message: number, { start, end }: Span): string {
  return [...(record.messages[message]?.content ?? '')].slice(start, end).join('');
}

/** Longest first, so that no part of a value is taken for another; then by code unit. */
function byLength(left: string, right: string): number {
  if (left.length !== right.length) return right.length - left.length;
  return left < right ? -1 : 1;
}
