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
  readonly conditions: ReadonlySet<string>;
  /** Families of style that this speaker prefers. */
  readonly prefers: ReadonlySet<string>;
  /** Phrases for the places that the caller fills. They win over symbols of the same name. */
  readonly places: Places;
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

function choose(
  symbol: string,
  alternatives: readonly Alternative[],
  expansion: Expansion,
  random: Random,
): Alternative {
  const fitting: Alternative[] = [];
  const weights: number[] = [];
  for (const alternative of alternatives) {
    if (!fits(alternative, expansion)) continue;
    fitting.push(alternative);
    const preferred = alternative.tags.some((tag) => expansion.prefers.has(tag));
    weights.push(preferred ? alternative.weight * preference : alternative.weight);
  }
  if (fitting.length === 0)
    throw new RangeError(`No alternative of the grammar symbol '${symbol}' fits here.`);
  return random.pickWeighted(fitting, weights);
}

function fits({ registers, when, unless }: Alternative, { register, conditions }: Expansion): boolean {
  if (registers.length > 0 && !registers.includes(register)) return false;
  for (const condition of when) if (!conditions.has(condition)) return false;
  for (const condition of unless) if (conditions.has(condition)) return false;
  return true;
}
