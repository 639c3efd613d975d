import type { Random } from '../random/random.js';
import {
  type Candidate,
  type CompiledPiece,
  type CompiledSymbol,
  type Conditions,
  compile,
  type Used,
} from './compile-grammar.js';
import type { LanguageData } from './data/language-data.js';
import type { Template } from './data/template.js';
import { inflectPhrase } from './inflect.js';
import type { Phrase, Segment } from './utterance.js';
import { Words } from './words.js';

/** What stands in a place: a phrase, or one that is made in the form that the text asks for (`{vp|ing}`). */
export type Filler = Phrase | ((form: string | null) => Phrase);
export type Places = { readonly [place: string]: Filler };

export type Expansion = {
  readonly language: LanguageData;
  readonly register: string;
  /** What holds here; an alternative is used only if all that it asks for holds. */
  readonly conditions: Conditions;
  /** Families of style that this speaker prefers. */
  readonly prefers: ReadonlySet<string>;
  /** Phrases for the places that the caller fills. They win over symbols of the same name. */
  readonly places: Places;
  /** Words of the thing spoken of, for places that the caller leaves open. */
  readonly thing?: Places | undefined;
  /** Alternatives that the text has used: another that fits is taken instead. */
  readonly used?: Used | undefined;
};

/** How much likelier an alternative of a preferred family is. */
const preference = 6;
const deepest = 12;

/** Expands a symbol of the grammar to a phrase. An unknown symbol is a defect of the grammar and throws. */
export function expand(symbol: string, expansion: Expansion, random: Random): Phrase {
  const segments: Segment[] = [];
  const compiled = compile(expansion.language.grammar).symbol(symbol);
  expandInto(segments, compiled, symbol, expansion, random, 0);
  return segments;
}

/** Puts phrases into the places of a text; what the caller does not fill is a symbol. */
export function fill(text: Template, expansion: Expansion, random: Random): Phrase {
  const segments: Segment[] = [];
  fillInto(segments, compile(expansion.language.grammar).compileText(text), expansion, random, 0);
  return segments;
}

/** Symbols inside symbols write to one list: copying lists into lists took longer than choosing what stands in them. */
function expandInto(
  segments: Segment[],
  symbol: CompiledSymbol | undefined,
  name: string,
  expansion: Expansion,
  random: Random,
  depth: number,
): void {
  if (depth > deepest) throw new RangeError(`The grammar symbol '${name}' expands without end.`);
  if (!symbol) throw new RangeError(`The grammar has no symbol '${name}'.`);
  fillInto(segments, choose(symbol, expansion, random).text, expansion, random, depth);
}

function fillInto(
  segments: Segment[],
  text: readonly CompiledPiece[],
  expansion: Expansion,
  random: Random,
  depth: number,
): void {
  for (const piece of text) {
    if (piece instanceof Words) {
      segments.push(piece);
      continue;
    }
    const { place, forms, symbol } = piece;
    const given = givenFor(place, expansion);
    if (typeof given === 'function') {
      append(segments, given(forms[0] ?? null));
      continue;
    }
    if (forms.length === 0) {
      if (given) append(segments, given);
      else expandInto(segments, symbol, place, expansion, random, depth + 1);
      continue;
    }
    let phrase = given;
    if (!phrase) {
      const inner: Segment[] = [];
      expandInto(inner, symbol, place, expansion, random, depth + 1);
      phrase = inner;
    }
    for (const form of forms) phrase = inflectPhrase(phrase, form, expansion.language);
    append(segments, phrase);
  }
}

function givenFor(place: string, { places, thing }: Expansion): Filler | undefined {
  // Most places are symbols, which neither gives: that is found out first, for to ask who owns a name takes longer.
  const given = places[place];
  if (given !== undefined && Object.hasOwn(places, place)) return given;
  const word = thing?.[place];
  return word !== undefined && thing && Object.hasOwn(thing, place) ? word : undefined;
}

function append(segments: Segment[], phrase: Phrase): void {
  for (const segment of phrase) segments.push(segment);
}

/** One of the alternatives that fit, by their weights; one that the text has not used before any that it has. */
function choose(symbol: CompiledSymbol, expansion: Expansion, random: Random): Candidate {
  const { used, register, conditions, prefers } = expansion;
  const candidates = symbol.in(register).fitting(conditions);
  const chosen =
    (used && pickUnused(candidates, prefers, used, random)) ??
    pickUnused(candidates, prefers, undefined, random);
  if (chosen === undefined)
    throw new RangeError(`No alternative of the grammar symbol '${symbol.name}' fits here.`);
  if (used) {
    const { usedAt, usedBit } = chosen;
    used[usedAt] = (used[usedAt] as number) | usedBit;
  }
  return chosen;
}

/** What is left and its weight, written anew by each choice: this runs for every word that is chosen. */
const fitting: Candidate[] = [];
const weights: number[] = [];

function pickUnused(
  candidates: readonly Candidate[],
  prefers: ReadonlySet<string>,
  without: Used | undefined,
  random: Random,
): Candidate | undefined {
  let total = 0;
  let count = 0;
  for (const candidate of candidates) {
    if (without !== undefined && isUsed(candidate, without)) continue;
    const weight = weightOf(candidate, prefers);
    total += weight;
    fitting[count] = candidate;
    weights[count] = weight;
    count += 1;
  }
  if (count === 0) return undefined;
  let rest = random.next() * total;
  for (let index = 0; index < count; index += 1) {
    rest -= weights[index] as number;
    if (rest < 0) return fitting[index];
  }
  return fitting[count - 1];
}

function isUsed({ usedAt, usedBit }: Candidate, used: Used): boolean {
  return ((used[usedAt] as number) & usedBit) !== 0;
}

function weightOf({ weight, tags }: Candidate, prefers: ReadonlySet<string>): number {
  if (tags.length === 0) return weight;
  for (const tag of tags) if (prefers.has(tag)) return weight * preference;
  return weight;
}
