import type { Random } from '../random/random.js';
import type { Alternative, LanguageData } from './language-data.js';
import type { Phrase, Segment } from './utterance.js';

export type Expansion = {
  readonly language: LanguageData;
  readonly register: string;
  /** What holds here; an alternative with `when` is used only if all of it holds. */
  readonly conditions: ReadonlySet<string>;
  /** Phrases for the places that the caller fills. They win over symbols of the same name. */
  readonly phrases: { readonly [place: string]: Phrase };
};

/** Expands a symbol of the grammar to a phrase. An unknown symbol is a defect of the grammar and throws. */
export function expand(symbol: string, expansion: Expansion, random: Random, depth = 0): Phrase {
  if (depth > 12) throw new RangeError(`The grammar symbol '${symbol}' expands without end.`);
  const alternatives = expansion.language.grammar.get(symbol);
  if (!alternatives) throw new RangeError(`The grammar has no symbol '${symbol}'.`);
  const fitting = alternatives.filter((alternative) => fits(alternative, expansion));
  if (fitting.length === 0)
    throw new RangeError(`No alternative of the grammar symbol '${symbol}' fits here.`);
  const chosen = random.pickWeighted(
    fitting,
    fitting.map((alternative) => alternative.weight),
  );
  return fill(chosen.text, expansion, random, depth);
}

function fits(alternative: Alternative, expansion: Expansion): boolean {
  if (alternative.registers.length > 0 && !alternative.registers.includes(expansion.register)) return false;
  return alternative.when.every((condition) =>
    condition.startsWith('!')
      ? !expansion.conditions.has(condition.slice(1))
      : expansion.conditions.has(condition),
  );
}

/** Replaces `{place}` by the caller's phrase, or by an expansion of the symbol of that name. */
function fill(text: string, expansion: Expansion, random: Random, depth: number): Phrase {
  const segments: Segment[] = [];
  for (const piece of text.split(/(\{[a-z_]+\})/)) {
    if (piece === '') continue;
    const place = /^\{([a-z_]+)\}$/.exec(piece)?.[1];
    if (place === undefined) {
      segments.push(piece);
      continue;
    }
    const given = Object.hasOwn(expansion.phrases, place) ? expansion.phrases[place] : undefined;
    segments.push(...(given ?? expand(place, expansion, random, depth + 1)));
  }
  return segments;
}
