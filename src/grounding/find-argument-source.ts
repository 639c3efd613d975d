import type { JsonPointer, JsonPrimitive, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import { foldedMessage, type GroundingView, labelOf, nameOf, nodesOf } from './conversation-view.js';
import { findDerivedDate } from './find-derived-date.js';
import { findOccurrences, type Occurrence } from './find-occurrences.js';
import { toCodePoints } from './folded-text.js';
import { nearness, speaksOf } from './nearness.js';
import { type SpokenForm, spokenForms, type ValueMeaning } from './spoken-forms.js';

/**
 * Where a value that a call passes comes from: what the user said, latest first; an earlier output; what the system message
 * states; the schema. Null where nothing gives it. A value that may be said by chance, such as a small number, is the
 * user's only where the words around it, or the question before, speak of its label, or where nothing else gives it.
 */
export function findArgumentSource(
  value: JsonValue,
  meaning: ValueMeaning,
  view: GroundingView,
): Source | null {
  if (value === null) return null;
  // An empty list or object: only the schema can say so.
  if (typeof value === 'object') return fromSchema(value, meaning);
  const leaf: JsonPrimitive = value;
  const said = fromUser(leaf, meaning, view);
  if (said?.isSure) return said.source;
  const shown = fromOutputs(leaf, meaning, view);
  if (shown !== null && (shown.isNamed || isTellingValue(leaf))) return shown.source;
  return (
    fromContext(leaf, meaning, view) ??
    fromSchema(leaf, meaning) ??
    said?.source ??
    shown?.source ??
    findDerivedDate(leaf, meaning, view)
  );
}

/** A value that hardly stands in two places by chance. */
function isTellingValue(value: JsonPrimitive): boolean {
  if (typeof value === 'string') return value.length > 2 && !/^\d{1,3}$/.test(value);
  return typeof value === 'number' && (Math.abs(value) >= 1000 || !Number.isInteger(value));
}

type Shown = { readonly source: Source; readonly isNamed: boolean };
type Said = { readonly source: Source; readonly isSure: boolean };

function fromUser(value: JsonPrimitive, meaning: ValueMeaning, view: GroundingView): Said | null {
  const forms = spokenForms(value, meaning, view, view.scenario.now);
  let best: (Said & { readonly score: number }) | null = null;
  for (let index = view.messages.length - 1; index >= 0; index -= 1) {
    const message = view.messages[index];
    if (message?.role !== 'user') continue;
    const text = foldedMessage(message);
    const asked = view.messages[index - 1];
    const isAsked =
      asked?.role === 'assistant' &&
      asked.content !== '' &&
      speaksOf(foldedMessage(asked), meaning.label, view);
    for (const form of forms) {
      for (const place of findOccurrences(text, form, view)) {
        const near = nearness(text, place.start, place.end, meaning.label, view);
        if (form.kind === 'switch' && !isSwitched(near, isAsked)) continue;
        const isOwn = !isInsideName(text.text, place);
        const isSure = isOwn && (isTelling(value, form) || near > 0 || isAsked);
        // Later messages win among those that speak of the label; so do longer forms.
        const score =
          (isOwn ? 500 : 0) +
          (isSure ? 1000 : 0) +
          (near > 0.5 ? 200 : 0) +
          index +
          near +
          form.text.length / 1000;
        if (best === null || score > best.score)
          best = { source: userSource(index, text, place, value), isSure, score };
      }
    }
  }
  return best;
}

/** A yes or no means something only beside the words of its label, or in answer to a question for it. */
function isSwitched(near: number, isAsked: boolean): boolean {
  return near > 0.55 || isAsked;
}

/** Whether a form is said by nobody who means something else. */
function isTelling(value: JsonPrimitive, { kind, text }: SpokenForm): boolean {
  if (kind === 'number') return Math.abs(Number(value)) >= 1000 || text.includes('.');
  return kind === 'text' && (text.length >= 3 || /[^\x00-\x7f]/.test(text));
}

/** `Denver` of "Denver Bellevue Hall": a word in capitals with another beside it that begins no sentence. */
function isInsideName(text: string, { start, end }: Occurrence): boolean {
  if (!/^[A-ZÀ-Þ]/.test(text.slice(start, end))) return false;
  return (
    /^(?:['’]s)? [A-ZÀ-Þ][a-zà-ÿ]/.test(text.slice(end, end + 8)) ||
    /[a-zà-ÿ,] [A-ZÀ-Þ][a-zà-ÿ'’]+ $/.test(text.slice(Math.max(0, start - 30), start))
  );
}

function userSource(
  message: number,
  text: ReturnType<typeof foldedMessage>,
  { start, end, normalization }: Occurrence,
  value: JsonPrimitive,
): Source {
  const rule = normalization ?? (typeof value === 'number' ? ({ name: 'number' } as const) : undefined);
  return {
    kind: 'user',
    message,
    ...toCodePoints(text, start, end),
    ...(rule ? { normalization: rule } : {}),
  };
}

function fromOutputs(
  value: JsonPrimitive,
  { label, concept }: ValueMeaning,
  view: GroundingView,
): Shown | null {
  let best: {
    readonly call: string;
    readonly pointer: JsonPointer;
    readonly isText: boolean;
    readonly isNamed: boolean;
    readonly score: number;
  } | null = null;
  view.calls.forEach(({ call, output }, order) => {
    // What a call was given and gives back is not news, unless as one of several: the origin stands further up.
    const passed = new Set<unknown>(Object.values(call.parameters));
    const isError = output !== null && typeof output === 'object' && Object.hasOwn(output, 'error');
    nodesOf(output).leaves.forEach(({ pointer, value: leaf }, place) => {
      const isSame = leaf === value;
      const isText = !isSame && isSpelled(leaf, value);
      if (!isSame && !isText) return;
      const shared = sharedWords(labelOf(nameOf(pointer)), label, concept);
      const score =
        shared * 100 +
        (isSame ? 40 : 0) -
        (passed.has(leaf) && !/\/\d+(?:\/|$)/.test(pointer) ? 60 : 0) -
        (isError ? 80 : 0) +
        order -
        place / 100_000;
      if (best === null || score > best.score)
        best = { call: call.id, pointer, isText, isNamed: shared > 0, score };
    });
  });
  if (best === null) return null;
  const { call, pointer, isText, isNamed } = best as {
    call: string;
    pointer: JsonPointer;
    isText: boolean;
    isNamed: boolean;
  };
  return {
    source: { kind: 'output', call, pointer, ...(isText ? { normalization: { name: 'text' } } : {}) },
    isNamed,
  };
}

/** A number or boolean that is passed as a text, or the reverse. */
function isSpelled(left: JsonPrimitive, right: JsonPrimitive): boolean {
  return (
    left !== null &&
    right !== null &&
    typeof left !== typeof right &&
    (typeof left === 'string' || typeof right === 'string') &&
    String(left) === String(right)
  );
}

/** 0–1: words that the name of a field and a label have in common. */
function sharedWords(name: string, label: string, concept: string | null): number {
  const [left, right] = [wordsOf(name), new Set([...wordsOf(label), ...wordsOf(concept ?? '')])];
  if (left.length === 0 || right.size === 0) return 0;
  return left.filter((word) => right.has(word)).length / Math.max(left.length, wordsOf(label).length, 1);
}

function wordsOf(label: string): string[] {
  return label
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/(?<=[^s]{2})s$/, ''));
}

function fromContext(value: JsonPrimitive, meaning: ValueMeaning, view: GroundingView): Source | null {
  const system = view.messages.find(({ role }) => role === 'system');
  if (system === undefined) return null;
  const { now, time_zone, profile } = view.scenario;
  const text = foldedMessage(system);
  const isStated = (stated: JsonPrimitive): boolean =>
    spokenForms(stated, { ...meaning, concept: null }, view, now).some(
      (form) => form.kind !== 'switch' && findOccurrences(text, form, view).length > 0,
    );
  const places = [
    ...nodesOf(profile).leaves.map(({ pointer, value: leaf }) => ({ pointer: `/profile${pointer}`, leaf })),
    { pointer: '/time_zone', leaf: time_zone as JsonPrimitive },
    { pointer: '/now', leaf: now as JsonPrimitive },
  ];
  const exact = places.find(({ leaf }) => leaf === value && leaf !== null && isStated(leaf));
  if (exact !== undefined) return { kind: 'context', pointer: exact.pointer };
  const date = now.slice(0, 10);
  if (value === date && isStated(date))
    return { kind: 'context', pointer: '/now', normalization: { name: 'date' } };
  return null;
}

function fromSchema(value: JsonValue, { schema }: ValueMeaning): Source | null {
  if (schema.default !== undefined && JSON.stringify(schema.default) === JSON.stringify(value))
    return { kind: 'schema', rule: 'default' };
  const only = schema.const ?? (schema.enum?.length === 1 ? schema.enum[0] : undefined);
  return only !== undefined && only === value ? { kind: 'schema', rule: 'const' } : null;
}
