import type { JsonPointer, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import { type GroundingView, labelOf, nodesOf, valueAt } from './conversation-view.js';
import type { Candidate } from './find-claims.js';
import { isJoined } from './find-occurrences.js';
import type { FoldedText } from './folded-text.js';
import type { ComparingWord } from './grounding-words.js';
import { nearness } from './nearness.js';

/**
 * Superlatives and comparatives of a text that hold: of a list whose members are named near the word, by the field that the
 * word or the words around it speak of. `claims` are the values found so far.
 */
export function findComparisons(
  text: FoldedText,
  view: GroundingView,
  claims: readonly Candidate[],
): Candidate[] {
  const found: Candidate[] = [];
  const { superlatives, comparatives } = view.words;
  for (const [phrase, word] of byLength(superlatives)) {
    for (const { start, end } of placesOf(phrase, word, text, found)) {
      const source = superlativeAt(start, end, word, text, view, claims);
      if (source !== null) found.push({ start, end, source, score: 0 });
    }
  }
  for (const [phrase, word] of byLength(comparatives)) {
    for (const { start, end } of placesOf(phrase, word, text, found)) {
      const source = comparativeAt(start, end, word, text, view, claims);
      if (source !== null) found.push({ start, end, source, score: 0 });
    }
  }
  return found;
}

function byLength(words: ReadonlyMap<string, ComparingWord>): (readonly [string, ComparingWord])[] {
  return [...words].sort(([left], [right]) => right.length - left.length);
}

function placesOf(
  phrase: string,
  { says }: ComparingWord,
  { folded }: FoldedText,
  found: readonly Candidate[],
): { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let start = folded.indexOf(phrase); start >= 0; start = folded.indexOf(phrase, start + 1)) {
    const end = start + phrase.length;
    if (isJoined(folded, start) || isJoined(folded, end)) continue;
    const claimed = { start, end: start + (says ?? phrase).length };
    if (found.some((each) => claimed.start < each.end && each.start < claimed.end)) continue;
    places.push(claimed);
  }
  return places;
}

/** A member of a list, as claims near a word name it. */
type NamedMember = {
  readonly call: string;
  readonly list: JsonPointer;
  readonly index: number;
  readonly members: readonly JsonValue[];
  readonly at: number;
};

function superlativeAt(
  start: number,
  end: number,
  word: ComparingWord,
  text: FoldedText,
  view: GroundingView,
  claims: readonly Candidate[],
): Source | null {
  const near = membersNamed(claims, view).sort(
    (left, right) => Math.abs(left.at - start) - Math.abs(right.at - start),
  );
  for (const { call, list, index, members } of near.slice(0, 12)) {
    if (members.length < 2) continue;
    for (const field of fieldsOf(members[index] ?? null, word, start, end, text, view)) {
      const own = valueAt(members[index] ?? null, field);
      const isExtreme = members.every((member) => {
        const order = orderOf(own, valueAt(member, field));
        return order !== null && (word.direction === 'min' ? order <= 0 : order >= 0);
      });
      if (!isExtreme) continue;
      return {
        kind: 'derived',
        function: word.direction,
        inputs: [{ kind: 'output', call, pointer: list }],
        options: { field, member: index },
      };
    }
  }
  return null;
}

/** Reach of a comparative: the things it compares stand this near, in units of text. */
const comparedReach = 160;

function comparativeAt(
  start: number,
  end: number,
  word: ComparingWord,
  text: FoldedText,
  view: GroundingView,
  claims: readonly Candidate[],
): Source | null {
  const named = membersNamed(claims, view).filter(({ at }) => Math.abs(at - start) <= comparedReach);
  // In the nearest pair first: its subject stands before the word; the other behind it, or right before it.
  const pairs = named
    .filter(({ at }) => at < start)
    .flatMap((subject) =>
      named
        .filter(
          (other) =>
            other.at !== subject.at &&
            (other.index !== subject.index || other.list !== subject.list || other.call !== subject.call),
        )
        .filter((other) => other.at > subject.at)
        .map((other) => ({ subject, other, gap: Math.abs(subject.at - start) + Math.abs(other.at - start) })),
    )
    .sort((left, right) => left.gap - right.gap);
  for (const { subject, other } of pairs.slice(0, 40)) {
    const [left, right] = [subject.members[subject.index] ?? null, other.members[other.index] ?? null];
    for (const field of fieldsOf(left, word, start, end, text, view)) {
      const order = orderOf(valueAt(left, field), valueAt(right, field));
      if (order === null || order === 0 || order < 0 !== (word.direction === 'min')) continue;
      return {
        kind: 'derived',
        function: 'compare',
        inputs: [subject, other].map(({ call, list, index }) => ({
          kind: 'output' as const,
          call,
          pointer: `${list}/${index}${field}`,
        })),
        options: { operator: word.direction === 'min' ? 'less' : 'greater' },
      };
    }
  }
  return null;
}

/** Members of lists of objects that the claims speak of, by a text of theirs before a number. */
function membersNamed(claims: readonly Candidate[], view: GroundingView): NamedMember[] {
  return claims.flatMap(({ source, start }) => {
    if (source.kind !== 'output') return [];
    const viewed = view.calls.find(({ call }) => call.id === source.call);
    if (viewed === undefined || typeof valueAt(viewed.output, source.pointer) !== 'string') return [];
    const segments = source.pointer.split('/');
    for (let length = segments.length - 1; length >= 1; length -= 1) {
      const segment = segments[length] ?? '';
      const list = segments.slice(0, length).join('/');
      const members = /^\d+$/.test(segment) ? valueAt(viewed.output, list) : undefined;
      if (Array.isArray(members) && typeof members[Number(segment)] === 'object')
        return [
          {
            call: source.call,
            list,
            index: Number(segment),
            members: members as readonly JsonValue[],
            at: start,
          },
        ];
    }
    return [];
  });
}

/** Numbers and times of a member that a word may speak of: the ones named near it first. */
function fieldsOf(
  member: JsonValue,
  { fields }: ComparingWord,
  start: number,
  end: number,
  text: FoldedText,
  view: GroundingView,
): JsonPointer[] {
  return nodesOf(member)
    .leaves.filter(({ pointer, value }) => {
      if (
        typeof value !== 'number' &&
        !(typeof value === 'string' && /^\d{4}-\d\d-\d\d|^\d\d:\d\d/.test(value))
      )
        return false;
      const name = pointer.toLowerCase();
      return fields.length === 0 || fields.some((field) => name.includes(field));
    })
    .map(({ pointer }, order) => ({
      pointer,
      score: nearness(text, start, end, labelOf(pointer.slice(1)), view) - order / 100,
      isNamed: nearness(text, start, end, labelOf(pointer.slice(1)), view) > 0,
    }))
    .filter(({ isNamed }) => isNamed || fields.length > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ pointer }) => pointer);
}

function orderOf(left: JsonValue | undefined, right: JsonValue | undefined): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return null;
}
