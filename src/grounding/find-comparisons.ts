import { valueAt } from '../json/json-pointer.js';
import type { JsonPointer, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import { type GroundingView, labelOf, nodesOf } from './conversation-view.js';
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
  const named = thingsNamed(text, claims, view);
  for (const [words, sourceAt] of [
    [superlatives, superlativeAt],
    [comparatives, comparativeAt],
  ] as const) {
    for (const [phrase, word] of byLength(words)) {
      for (const stretch of placesOf(phrase, word, text, found)) {
        const source = sourceAt(stretch, word, text, view, named);
        if (source !== null) found.push({ ...stretch, source, score: 0 });
      }
    }
  }
  return found;
}

type Stretch = { readonly start: number; readonly end: number };

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

/** An object of an output, as claims near a word name it; with the list that it is a member of, if any. */
type NamedThing = {
  readonly call: string;
  readonly pointer: JsonPointer;
  readonly object: JsonValue;
  readonly list: {
    readonly pointer: JsonPointer;
    readonly index: number;
    readonly members: readonly JsonValue[];
  } | null;
  readonly at: number;
};

function superlativeAt(
  { start, end }: Stretch,
  word: ComparingWord,
  text: FoldedText,
  view: GroundingView,
  named: readonly NamedThing[],
): Source | null {
  const near = [...named].sort((left, right) => Math.abs(left.at - start) - Math.abs(right.at - start));
  for (const { call, object, list } of near.slice(0, 24)) {
    if (list === null || list.members.length < 2) continue;
    for (const field of fieldsOf(object, word, start, end, text, view)) {
      const own = valueAt(object, field);
      const isExtreme = list.members.every((member) => {
        const order = orderOf(own, valueAt(member, field));
        return order !== null && (word.direction === 'min' ? order <= 0 : order >= 0);
      });
      if (!isExtreme) continue;
      return {
        kind: 'derived',
        function: word.direction,
        inputs: [{ kind: 'output', call, pointer: list.pointer }],
        options: { field, member: list.index },
      };
    }
  }
  return null;
}

/** Reach of a comparative: the things it compares stand this near, in units of text. */
const comparedReach = 160;
/** What it costs a pair that nothing of it stands behind the word, where words stand apart. */
const strandedCost = 80;

function comparativeAt(
  { start, end }: Stretch,
  word: ComparingWord,
  text: FoldedText,
  view: GroundingView,
  things: readonly NamedThing[],
): Source | null {
  const named = things.filter(({ at }) => Math.abs(at - start) <= comparedReach);
  const stranded = view.language.orthography.spaces ? strandedCost : 0;
  // The subject stands before the word; the other behind it, or between.
  const pairs = named
    .filter(({ at }) => at < start)
    .flatMap((subject) =>
      named
        .filter((other) => other.at > subject.at && !isSame(subject, other))
        .map((other) => ({
          subject,
          other,
          gap: Math.abs(subject.at - start) + Math.abs(other.at - start) + (other.at < start ? stranded : 0),
        })),
    )
    .sort((left, right) => left.gap - right.gap);
  const comparable = things.filter(({ object }) => fieldsOf(object, word, start, end, text, view).length > 0);
  const isContrast = view.language.orthography.spaces && !goesOnToName(end, text, things);
  for (const { subject, other } of isContrast ? pairBefore(start, comparable) : pairs.slice(0, 60)) {
    for (const field of fieldsOf(subject.object, word, start, end, text, view)) {
      const order = orderOf(valueAt(subject.object, field), valueAt(other.object, field));
      if (order === null || order === 0 || order < 0 !== (word.direction === 'min')) continue;
      return {
        kind: 'derived',
        function: 'compare',
        inputs: [subject, other].map(({ call, pointer }) => ({
          kind: 'output' as const,
          call,
          pointer: `${pointer}${field}`,
        })),
        options: { operator: word.direction === 'min' ? 'less' : 'greater' },
      };
    }
  }
  return null;
}

/** How far back the two stand that a sentence compares without a "than", in units of text. */
const contrastReach = 320;

/**
 * "Compared with B, A is cheaper"; "A costs 5 and B costs 4, so B is cheaper": the last thing named is said to be so, and the
 * one named before it is the other.
 */
function pairBefore(
  start: number,
  things: readonly NamedThing[],
): { readonly subject: NamedThing; readonly other: NamedThing }[] {
  const near = things
    .filter(({ at }) => at < start && start - at <= contrastReach)
    .sort((left, right) => right.at - left.at);
  const last = near[0]?.at;
  // Several outputs show one thing: a pair that one of them shows together can be compared.
  return near
    .filter(({ at }) => at === last)
    .flatMap((subject) => {
      const other = near.find(
        (each) => each.at < subject.at && each.call === subject.call && !isSame(each, subject),
      );
      return other === undefined ? [] : [{ subject, other }];
    });
}

/** Whether the sentence names something behind a place. */
function goesOnToName(end: number, { folded }: FoldedText, things: readonly NamedThing[]): boolean {
  const stop = /[.!?](?=\s)|[。！？\n]/.exec(folded.slice(end))?.index ?? folded.length;
  return things.some(({ at }) => at >= end && at <= end + stop);
}

function isSame(left: NamedThing, right: NamedThing): boolean {
  return left.call === right.call && left.pointer === right.pointer;
}

/** Objects of outputs that hold a text which the claims repeat as it stands: what the sentence speaks of. */
function thingsNamed(text: FoldedText, claims: readonly Candidate[], view: GroundingView): NamedThing[] {
  const places = new Map<string, number[]>();
  for (const { start, end } of claims) {
    const said = text.text.slice(start, end);
    const known = places.get(said);
    if (known === undefined) places.set(said, [start]);
    else known.push(start);
  }
  return [...view.calls].reverse().flatMap(({ call, output }) =>
    nodesOf(output).leaves.flatMap(({ pointer, value }) => {
      // A number that is written as a text names nothing.
      const at = typeof value === 'string' && !/^[\d.,:-]+$/.test(value) ? places.get(value) : undefined;
      if (at === undefined) return [];
      const parent = pointer.slice(0, pointer.lastIndexOf('/'));
      const object = valueAt(output, parent);
      if (object === undefined || object === null || typeof object !== 'object' || Array.isArray(object))
        return [];
      const thing = { call: call.id, pointer: parent, object, list: listAround(parent, output) };
      return at.map((start) => ({ ...thing, at: start }));
    }),
  );
}

function listAround(pointer: JsonPointer, output: JsonValue): NamedThing['list'] {
  const cut = pointer.lastIndexOf('/');
  const index = pointer.slice(cut + 1);
  if (cut < 0 || !/^\d+$/.test(index)) return null;
  const members = valueAt(output, pointer.slice(0, cut));
  return Array.isArray(members)
    ? { pointer: pointer.slice(0, cut), index: Number(index), members: members as readonly JsonValue[] }
    : null;
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
      score: nearness(text, start, end, labelOf(pointer.slice(1)), view) - order / 1000,
    }))
    .sort((left, right) => right.score - left.score)
    .map(({ pointer }) => pointer);
}

function orderOf(left: JsonValue | undefined, right: JsonValue | undefined): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return null;
}
