import type { JsonLeaf } from '../record-view/json-leaves.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { AnswerProvenance, Source } from '../types/provenance.js';
import type { Span } from './edges.js';
import { isNumber } from './number-words.js';
import { findWhole, isDistinctive, wordAfter } from './reanchor-spans.js';
import { sentenceRanges } from './sentence-ranges.js';

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
 * result of an earlier call. A number or a short word is claimed only where it can come from one place, and a bare number
 * only where its field is named beside it, or the word that followed it before follows again. Finds no more than that, and
 * leaves it to the validator to miss a source.
 */
export const findVerbatimClaims: FindClaims = (record, message, text) => {
  const characters = [...text];
  const taken: Span[] = record.provenance.answers.filter((claim) => claim.message === message);
  const claims: AnswerProvenance[] = [];
  const known = [...knownValues(record, message, text)].sort(([left], [right]) => byLength(left, right));
  for (const [value, origins] of known) {
    const [origin] = origins.values();
    if (origin === undefined || (origins.size > 1 && !isDistinctive(value))) continue;
    for (const place of findWhole(characters, [...value])) {
      if (taken.some((span) => overlaps(span, place))) continue;
      if (isNumber(value) && !isMeant(characters, place, origin)) continue;
      taken.push(place);
      claims.push({ message, ...place, source: origin.source });
    }
  }
  return claims;
};

export function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

/** Where a value comes from, and what tells a bare number of it from another one. */
type Origin = {
  readonly source: Source;
  /** The word that followed it; null where it stood in an output. */
  readonly followedBy: string | null;
  /** Name of the field that held it. */
  readonly field: string;
};

/** Texts with all the places that they can come from, those of earlier claims first. */
function knownValues(
  record: DatasetRecord,
  message: number,
  text: string,
): Map<string, ReadonlyMap<string, Origin>> {
  const values = new Map<string, Map<string, Origin>>();
  const add = (value: string, origin: Origin): void => {
    if ((value.length < 2 && !isNumber(value)) || !text.includes(value)) return;
    const origins = values.get(value) ?? new Map<string, Origin>();
    const key = JSON.stringify(origin.source);
    if (!origins.has(key)) origins.set(key, origin);
    values.set(value, origins);
  };
  const addText = (index: number, span: Span, source: Source): void => {
    const characters = [...(record.messages[index]?.content ?? '')];
    const value = characters.slice(span.start, span.end).join('');
    add(value, { source, followedBy: wordAfter(characters, span), field: '' });
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
    if (claim.message <= message && isEarlier(claim.source)) addText(claim.message, claim, claim.source);
  for (const { source } of record.provenance.arguments)
    if (source.kind === 'user' && isEarlier(source)) addText(source.message, source, source);
  for (const call of shown)
    for (const { pointer, name, value } of call.outputLeaves.filter(isTellable))
      add(String(value), {
        ...{ source: { kind: 'output', call: call.id, pointer } },
        ...{ followedBy: null, field: name },
      });
  return values;
}

function isTellable({ value }: JsonLeaf): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && value.length <= 200)
  );
}

function isMeant(characters: readonly string[], place: Span, { followedBy, field }: Origin): boolean {
  if (followedBy !== null) return followedBy !== '' && wordAfter(characters, place) === followedBy;
  const sentence = sentenceRanges(characters).find(
    ({ start, end }) => start <= place.start && place.end <= end,
  );
  const near = characters
    .slice(sentence?.start ?? 0, sentence?.end)
    .join('')
    .toLowerCase();
  const said = near.match(/[a-z]+/g) ?? [];
  // "rated" tells a rating, "nights" tell a price per night.
  return (
    field
      .replace(/[A-Z]/g, ' $&')
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? []
  ).some((word) => said.some((other) => other.slice(0, 3) === word.slice(0, 3)));
}

/** Longest first, so that no part of a value is taken for another; then by code unit. */
function byLength(left: string, right: string): number {
  if (left.length !== right.length) return right.length - left.length;
  return left < right ? -1 : 1;
}
