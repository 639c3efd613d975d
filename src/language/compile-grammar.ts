import type { Alternative, LanguageData } from './data/language-data.js';

/** The name of something that holds; null where it does not. */
export type Condition = string | null;

/** What holds somewhere: a bit for each condition that some alternative of the grammar names. */
export type Conditions = readonly number[];

/** An alternative with what it asks for as numbers of bits. */
export type Candidate = {
  readonly alternative: Alternative;
  readonly when: readonly number[];
  readonly unless: readonly number[];
};

export type CompiledGrammar = {
  /** The alternatives of a symbol that speakers of a register use; undefined where there is no such symbol. */
  candidates(symbol: string, register: string): readonly Candidate[] | undefined;
  /** The bits of a speaker's traits and of other lists. What no alternative asks for has none. */
  conditions(traits: readonly string[], ...lists: readonly (readonly Condition[])[]): Conditions;
};

const bitsPerNumber = 31;
const compiled = new WeakMap<LanguageData['grammar'], CompiledGrammar>();
let latest: { readonly grammar: LanguageData['grammar']; readonly result: CompiledGrammar } | undefined;

/** The grammar made ready for choosing fast, once. */
export function compile(grammar: LanguageData['grammar']): CompiledGrammar {
  // Asked for at each symbol, nearly always of the same grammar.
  if (latest?.grammar === grammar) return latest.result;
  let result = compiled.get(grammar);
  if (!result) {
    result = toCompiled(grammar);
    compiled.set(grammar, result);
  }
  latest = { grammar, result };
  return result;
}

/** Whether all that an alternative asks for holds. */
export function holdsAll({ when, unless }: Candidate, conditions: Conditions): boolean {
  for (let index = 0; index < when.length; index += 1)
    if (!holds(conditions, when[index] as number)) return false;
  for (let index = 0; index < unless.length; index += 1)
    if (holds(conditions, unless[index] as number)) return false;
  return true;
}

function holds(conditions: Conditions, bit: number): boolean {
  return (((conditions[(bit / bitsPerNumber) | 0] as number) >>> (bit % bitsPerNumber)) & 1) === 1;
}

function toCompiled(grammar: LanguageData['grammar']): CompiledGrammar {
  const bits = new Map<string, number>();
  const bitOf = (condition: string): number => {
    const bit = bits.get(condition) ?? bits.size;
    bits.set(condition, bit);
    return bit;
  };
  const all = new Map(
    [...grammar].map(([symbol, alternatives]) => [
      symbol,
      alternatives.map(
        (alternative): Candidate => ({
          alternative,
          when: alternative.when.map(bitOf),
          unless: alternative.unless.map(bitOf),
        }),
      ),
    ]),
  );
  const nothing: Conditions = new Array<number>(Math.ceil(bits.size / bitsPerNumber)).fill(0);
  let speaker: { readonly traits: readonly string[]; readonly bits: readonly number[] } | undefined;
  const byRegister = new Map<string, Map<string, readonly Candidate[]>>();
  return {
    candidates(symbol, register) {
      let symbols = byRegister.get(register);
      if (!symbols) {
        symbols = inRegister(all, register);
        byRegister.set(register, symbols);
      }
      return symbols.get(symbol);
    },
    conditions(traits, ...lists) {
      // Those of the speaker are asked for with each symbol of a text.
      if (speaker?.traits !== traits) {
        const bits = nothing.slice();
        add(bits, traits);
        speaker = { traits, bits };
      }
      const result = speaker.bits.slice();
      for (const list of lists) add(result, list);
      return result;
    },
  };

  function add(result: number[], conditions: readonly Condition[]): void {
    for (const condition of conditions) {
      if (condition === null) continue;
      const bit = bits.get(condition);
      if (bit === undefined) continue;
      const index = (bit / bitsPerNumber) | 0;
      result[index] = (result[index] as number) | (1 << (bit % bitsPerNumber));
    }
  }
}

function inRegister(
  symbols: ReadonlyMap<string, readonly Candidate[]>,
  register: string,
): Map<string, readonly Candidate[]> {
  return new Map(
    [...symbols].map(([symbol, candidates]) => [
      symbol,
      candidates.filter(
        ({ alternative: { registers } }) => registers.length === 0 || registers.includes(register),
      ),
    ]),
  );
}
