import type { Random } from '../random/random.js';
import type { Alternative, LanguageData } from './data/language-data.js';
import type { Template } from './data/template.js';
import { inflectPhrase } from './inflect.js';
import type { Phrase, Segment } from './utterance.js';

/** What stands in a place: a phrase, or one that is made in the form that the text asks for (`{vp|ing}`). */
export type Filler = Phrase | ((form: string | null) => Phrase);
export type Places = { readonly [place: string]: Filler };

export type Expansion = {
  readonly language: LanguageData;
  readonly register: string;
  /** What holds here; an alternative is used only if all that it asks for holds. */
  readonly conditions: readonly string[];
  /** Families of style that this speaker prefers. */
  readonly prefers: ReadonlySet<string>;
  /** Phrases for the places that the caller fills. They win over symbols of the same name. */
  readonly places: Places;
  /** Alternatives that the text has used: another that fits is taken instead. */
  readonly used?: Set<Alternative>;
};

/** How much likelier an alternative of a preferred family is. */
const preference = 6;
const deepest = 12;

/** Expands a symbol of the grammar to a phrase. An unknown symbol is a defect of the grammar and throws. */
export function expand(symbol: string, expansion: Expansion, random: Random, depth = 0): Phrase {
  if (depth > deepest) throw new RangeError(`The grammar symbol '${symbol}' expands without end.`);
  const alternatives = expansion.language.grammar.get(symbol);
  if (!alternatives) throw new RangeError(`The grammar has no symbol '${symbol}'.`);
  return fill(choose(symbol, alternatives, expansion, random).text, expansion, random, depth);
}

/** Puts phrases into the places of a text; what the caller does not fill is a symbol. */
export function fill(text: Template, expansion: Expansion, random: Random, depth = 0): Phrase {
  const segments: Segment[] = [];
  for (const piece of text) {
    if (typeof piece === 'string') {
      segments.push(piece);
      continue;
    }
    const { place, forms } = piece;
    const given = Object.hasOwn(expansion.places, place) ? expansion.places[place] : undefined;
    if (typeof given === 'function') {
      segments.push(...given(forms[0] ?? null));
      continue;
    }
    let phrase = given ?? expand(place, expansion, random, depth + 1);
    for (const form of forms) phrase = inflectPhrase(phrase, form, expansion.language);
    segments.push(...phrase);
  }
  return segments;
}

/** One of the alternatives that fit, by their weights; one that the text has not used before any that it has. */
function choose(
  symbol: string,
  alternatives: readonly Alternative[],
  expansion: Expansion,
  random: Random,
): Alternative {
  const { used } = expansion;
  const chosen =
    (used && pickFitting(alternatives, expansion, used, random)) ??
    pickFitting(alternatives, expansion, undefined, random);
  if (chosen === undefined)
    throw new RangeError(`No alternative of the grammar symbol '${symbol}' fits here.`);
  used?.add(chosen);
  return chosen;
}

/** Two passes instead of lists: this runs for every word that is chosen. */
function pickFitting(
  alternatives: readonly Alternative[],
  expansion: Expansion,
  without: ReadonlySet<Alternative> | undefined,
  random: Random,
): Alternative | undefined {
  let total = 0;
  let last: Alternative | undefined;
  for (const alternative of alternatives) {
    if (without?.has(alternative) || !fits(alternative, expansion)) continue;
    total += weightOf(alternative, expansion);
    last = alternative;
  }
  if (last === undefined) return undefined;
  let rest = random.next() * total;
  for (const alternative of alternatives) {
    if (without?.has(alternative) || !fits(alternative, expansion)) continue;
    rest -= weightOf(alternative, expansion);
    if (rest < 0) return alternative;
  }
  return last;
}

function weightOf({ weight, tags }: Alternative, { prefers }: Expansion): number {
  return tags.length > 0 && tags.some((tag) => prefers.has(tag)) ? weight * preference : weight;
}

function fits({ registers, when, unless }: Alternative, { register, conditions }: Expansion): boolean {
  if (registers.length > 0 && !registers.includes(register)) return false;
  for (const condition of when) if (!conditions.includes(condition)) return false;
  for (const condition of unless) if (conditions.includes(condition)) return false;
  return true;
}
