import { callsOf } from '../provenance/sources-in.js';
import type { JsonPointer, JsonPrimitive } from '../types/json.js';
import type { Normalization, Source } from '../types/provenance.js';
import { foldedMessage, type GroundingView, labelOf, nameOf, nodesOf } from './conversation-view.js';
import { isOtherCurrency } from './currency-beside.js';
import { findComparisons } from './find-comparisons.js';
import { findCounts } from './find-counts.js';
import { findOccurrences } from './find-occurrences.js';
import { findOfferedOptions } from './find-offered-options.js';
import { findRepeated } from './find-repeated.js';
import { findSharedCounts } from './find-shared-counts.js';
import { type FoldedText, foldForSearch, toCodePoints } from './folded-text.js';
import { nearness } from './nearness.js';
import { type SpokenForm, spokenForms } from './spoken-forms.js';

/** A stretch of a text and what it repeats. Offsets in code points. */
export type Claim = { readonly start: number; readonly end: number; readonly source: Source };

/** A claim that the text may make: offsets in UTF-16 units. */
export type Candidate = {
  readonly start: number;
  readonly end: number;
  readonly source: Source;
  /** The larger, the likelier this is what is meant by the stretch. */
  readonly score: number;
};

/**
 * Every stretch of an assistant's text that repeats a value of the outputs, of the user's mentions or of the stated context,
 * in any way to say it; counts of lists, superlatives and comparatives that hold; and words of the user's repeated as they
 * stand. Longest first, none over another, in the order of the text. `view` holds what stands before message `index`.
 */
export function findClaims(content: string, index: number, view: GroundingView): Claim[] {
  const before = view.calls.filter(({ result }) => result < index);
  const seen: GroundingView = { ...view, messages: view.messages.slice(0, index), calls: before };
  const text = foldForSearch(withoutListMarkers(content));
  const candidates = [
    ...valuesIn(text, seen),
    ...findCounts(text, seen),
    ...findSharedCounts(text, seen),
    ...findOfferedOptions(text, seen),
  ];
  const known = settle(candidates);
  const repeated = settle([...candidates, ...findRepeated(text, seen, known)]);
  const compared = findComparisons(text, seen, repeated);
  return settle([...compared.map(asCertain), ...repeated]).map(({ start, end, source }) => ({
    ...toCodePoints(text, start, end),
    source,
  }));
}

/** `1. ` at the start of a line marks a list. */
function withoutListMarkers(content: string): string {
  return content.replace(
    /^([ \t]{0,8})(\d{1,2})(?=[.)][ \t])/gm,
    (_, indent: string, number: string) => indent + ' '.repeat(number.length),
  );
}

/** Comparing words hold no other value. */
function asCertain(candidate: Candidate): Candidate {
  return { ...candidate, score: 1000 };
}

/** Most occurrences weighed in one text. */
const mostCandidates = 20_000;

function valuesIn(text: FoldedText, view: GroundingView): Candidate[] {
  const found: Candidate[] = [];
  const { now } = view.scenario;
  const add = (
    value: JsonPrimitive,
    label: string,
    weight: number,
    sourceOf: (rule?: Normalization) => Source,
    inOther: (said: string) => boolean = () => false,
  ): void => {
    const meaning = { schema: {}, concept: null, label };
    for (const form of spokenForms(value, meaning, view, now)) {
      if (found.length >= mostCandidates) return;
      for (const { start, end, normalization } of findOccurrences(text, form, view)) {
        const near = label === '' ? 0 : nearness(text, start, end, label, view);
        if (form.kind === 'switch' && (near < 0.75 || !isPlainSwitch(form.text, view))) continue;
        if (isCommonWord(form, text.text.slice(start, end)) && near === 0 && !isNameOf(label, form)) continue;
        const said = text.text.slice(start, end);
        if (normalization?.name === 'unit' && clashes(said, label, view)) continue;
        if (normalization?.name === 'money' && (isMeasure(label, view) || inOther(said))) continue;
        const chance = form.kind === 'number' && near === 0 && isSmall(value) ? chanceOf(normalization) : 0;
        const plain = normalization === undefined ? 0.5 : 0;
        const score = weight - chance + near * 14 + plain + ruleScore(normalization);
        found.push({ start, end, source: sourceOf(normalization), score });
      }
    }
  };
  const turn = lastUserMessage(view);
  const hasNews = view.calls.some(({ result }) => result > turn);
  view.calls.forEach(({ call, output, result }, order) => {
    const recent = order / (view.calls.length + 1) + (result > turn ? 2 : 0);
    for (const { pointer, value } of nodesOf(output).leaves) {
      if (value === null || value === '') continue;
      add(
        value,
        labelOf(nameOf(pointer)),
        4 + recent * 3,
        (rule) => withRule({ kind: 'output', call: call.id, pointer }, rule),
        (said) => isOtherCurrency(said, pointer, output, view),
      );
    }
  });
  // What was not called for yet is the user's to say: a question repeats it.
  for (const mention of view.mentions) addMention(mention, hasNews ? 0 : 20, text, view, found);
  for (const { value, label, source, message } of view.derived)
    if (message < view.messages.length) add(value, label, 2, () => source);
  for (const { pointer, value } of statedContext(view))
    add(value, labelOf(nameOf(pointer)), 1, (rule) => withRule({ kind: 'context', pointer }, rule));
  return found;
}

/** What a small number that no word speaks of loses: more with a unit, which counts something else. */
function chanceOf(normalization: Normalization | undefined): number {
  return normalization?.name === 'unit' ? 8 : 4;
}

/** A number that counts as often as it is a value. */
function isSmall(value: JsonPrimitive): boolean {
  return Number.isInteger(Number(value)) && Math.abs(Number(value)) < 20;
}

/** Whether a number is said in a unit that its label contradicts: `delivery days` in kg. */
function clashes(said: string, label: string, { language }: GroundingView): boolean {
  const [before, last = ''] = label.split(' ').slice(-2);
  const own = language.units.get(last) ?? language.units.get(label);
  if (own === undefined) return false;
  const unit = said.replace(/^[^A-Za-z%°\u3040-\u9fff]+/, '');
  // A price per hour is no number of hours.
  if (before === 'per') return unit === own;
  return unit !== '' && own !== unit && [...language.units.values()].includes(unit);
}

/** Whether the label says what is counted or measured: `walking minutes` are no money, unlike a price per minute. */
function isMeasure(label: string, { language }: GroundingView): boolean {
  const [before, last = ''] = label.split(' ').slice(-2);
  const unit = language.units.get(last);
  return before !== 'per' && unit !== undefined && !/^[A-Z]{3}$/.test(unit);
}

function lastUserMessage({ messages }: GroundingView): number {
  return messages.findLastIndex(({ role }) => role === 'user');
}

/** Of the words for a yes or no, those that say it in an answer. */
function isPlainSwitch(text: string, { language }: GroundingView): boolean {
  return language.orthography.yes.includes(text) || language.orthography.no.includes(text);
}

/** One small word of Latin letters: it stands in texts that do not mean the value. */
function isCommonWord({ kind }: SpokenForm, said: string): boolean {
  return kind === 'text' && (/^[a-z]+$/.test(said) || said.length === 1);
}

/** What something is called, in a word too long to be one of the small ones: `sciatica`. */
function isNameOf(label: string, { text }: SpokenForm): boolean {
  return /(?:^| )(?:name|title)$/.test(label) && text.length > 4;
}

/** The user's own words, or the same value otherwise said. */
function addMention(
  { value, message, start, end, normalization }: GroundingView['mentions'][number],
  weight: number,
  text: FoldedText,
  view: GroundingView,
  found: Candidate[],
): void {
  const source: Source = { kind: 'user', message, start, end };
  const spoken = view.messages[message];
  if (spoken?.role !== 'user') return;
  const said = Array.from(foldedMessage(spoken).text).slice(start, end).join('');
  const own: SpokenForm = { text: said, kind: /^\d+$/.test(said) ? 'number' : 'text' };
  for (const place of findOccurrences(text, own, view))
    found.push({
      ...place,
      source: withRule(source, place.normalization),
      score: weight + 3 + message / 1000,
    });
  if (typeof value === 'boolean' && weight > 0) {
    for (const form of spokenForms(value, { schema: {}, concept: null, label: '' }, view, view.scenario.now))
      if (isPlainSwitch(form.text, view))
        for (const place of findOccurrences(text, form, view))
          found.push({ ...place, source: withRule(source, place.normalization), score: weight });
    return;
  }
  const rule = normalization?.name;
  if (
    rule !== 'date' &&
    rule !== 'time' &&
    rule !== 'date_time' &&
    rule !== 'number' &&
    rule !== 'unit' &&
    typeof value !== 'number'
  )
    return;
  for (const form of spokenForms(value, { schema: {}, concept: null, label: '' }, view, view.scenario.now)) {
    for (const place of findOccurrences(text, form, view)) {
      const read = readBy(place.normalization, normalization, value);
      found.push({ ...place, source: withRule(source, read), score: weight + 2 + message / 1000 });
    }
  }
}

/** The rule by which two ways to say one value agree: a unit or currency that only one of them has needs its own. */
function readBy(
  here: Normalization | undefined,
  there: Normalization | undefined,
  value: JsonPrimitive,
): Normalization | undefined {
  for (const name of ['money', 'unit'] as const)
    if (here?.name === name || there?.name === name) return { name };
  // The value as it stands, of something that the user put in other words, is still read out of those.
  return here ?? (typeof value === 'number' ? { name: 'number' } : there);
}

/** Values of the scenario that an assistant may know. Whether the system message states them, the checker decides. */
function statedContext({
  messages,
  scenario,
}: GroundingView): { readonly pointer: JsonPointer; readonly value: JsonPrimitive }[] {
  if (messages[0]?.role !== 'system') return [];
  return [
    ...nodesOf(scenario.profile).leaves.map(({ pointer, value }) => ({
      pointer: `/profile${pointer}`,
      value,
    })),
    { pointer: '/now', value: scenario.now },
    { pointer: '/time_zone', value: scenario.time_zone },
  ];
}

function withRule(source: Source, normalization: Normalization | undefined): Source {
  if (normalization === undefined || source.kind === 'schema' || source.kind === 'derived') return source;
  return { ...source, normalization };
}

/** Rounding and other tables are likelier chance than the value as it stands. */
function ruleScore(normalization: Normalization | undefined): number {
  return normalization?.name === 'round' ? -3 : 0;
}

/**
 * The likeliest source of each stretch, the longest stretches first, none over another. Among sources of one stretch that are
 * alike, the one beside what the text speaks of already: the same object, the same list.
 */
function settle(candidates: readonly Candidate[]): Candidate[] {
  const stretches = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = `${candidate.start}-${candidate.end}`;
    const known = stretches.get(key);
    if (known === undefined) stretches.set(key, [candidate]);
    else known.push(candidate);
  }
  const byLength = [...stretches.values()].sort(
    ([left], [right]) => lengthOf(right) - lengthOf(left) || (left?.start ?? 0) - (right?.start ?? 0),
  );
  const taken: (readonly Candidate[])[] = [];
  for (const ways of byLength) {
    const [first] = ways;
    if (first === undefined) continue;
    if (!taken.some(([other]) => other !== undefined && first.start < other.end && other.start < first.end))
      taken.push(ways);
  }
  const inOrder = taken.sort(([left], [right]) => (left?.start ?? 0) - (right?.start ?? 0));
  return spread(choose(inOrder), inOrder);
}

function lengthOf(candidate: Candidate | undefined): number {
  return candidate === undefined ? 0 : candidate.end - candidate.start;
}

/** Stretches with one source each first: the others lean on what is settled near them; then once more, on all of it. */
function choose(stretches: readonly (readonly Candidate[])[]): (Candidate | undefined)[] {
  const chosen: (Candidate | undefined)[] = stretches.map((ways) =>
    ways.length === 1 ? ways[0] : undefined,
  );
  for (let pass = 0; pass < 2; pass += 1) {
    stretches.forEach((ways, index) => {
      if (ways.length < 2) return;
      let best: { candidate: Candidate; score: number } | null = null;
      for (const candidate of ways) {
        const score = candidate.score + companyOf(candidate, index, chosen);
        if (best === null || score > best.score) best = { candidate, score };
      }
      if (best !== null) chosen[index] = (best as { candidate: Candidate }).candidate;
    });
  }
  return chosen;
}

/**
 * A call that no stretch is taken from, though one could be, gets that one, where what it is taken from has others: a text
 * that reports on several calls repeats values that they share.
 */
function spread(
  chosen: readonly (Candidate | undefined)[],
  stretches: readonly (readonly Candidate[])[],
): Candidate[] {
  const taken = [...chosen];
  const calls = new Set(stretches.flat().flatMap(({ source }) => callsOf(source)));
  for (const call of calls) {
    if (taken.some((each) => each !== undefined && callsOf(each.source).includes(call))) continue;
    let best: { index: number; candidate: Candidate; loss: number } | null = null;
    stretches.forEach((ways, index) => {
      const current = taken[index];
      if (current === undefined || isOnly(current, taken)) return;
      for (const candidate of ways) {
        if (!callsOf(candidate.source).includes(call)) continue;
        const loss = current.score - candidate.score;
        if (loss <= mostLoss && (best === null || loss < best.loss)) best = { index, candidate, loss };
      }
    });
    if (best !== null) {
      const { index, candidate } = best as { index: number; candidate: Candidate };
      taken[index] = candidate;
    }
  }
  return taken.filter((each) => each !== undefined);
}

/** How much worse a source may be and still be taken, so that its call is told of. */
const mostLoss = 12;

function isOnly({ source }: Candidate, taken: readonly (Candidate | undefined)[]): boolean {
  return callsOf(source).some(
    (call) => taken.filter((each) => each !== undefined && callsOf(each.source).includes(call)).length < 2,
  );
}

/** What something is said of stands before it more often than behind it. */
const before = 1.25;

/** How much the settled stretches around speak of the same thing: of one object most. */
function companyOf({ source }: Candidate, index: number, chosen: readonly (Candidate | undefined)[]): number {
  if (source.kind !== 'output') return 0;
  let company = 0;
  for (let distance = 1; distance <= 6; distance += 1) {
    for (const [other, weight] of [
      [chosen[index - distance], before],
      [chosen[index + distance], 1],
    ] as const) {
      if (other?.source.kind !== 'output' || other.source.call !== source.call) continue;
      const isSame = parentOf(other.source.pointer) === parentOf(source.pointer);
      company += ((isSame ? 6 : 1) * weight) / distance - (other.source.pointer === source.pointer ? 8 : 0);
    }
  }
  return company;
}

function parentOf(pointer: JsonPointer): JsonPointer {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
