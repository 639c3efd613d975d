import { Candidates } from './candidates.js';
import type { Alternative, LanguageData } from './data/language-data.js';
import type { Place, Template } from './data/template.js';
import { Words } from './words.js';

/** The name of something that holds; null where it does not. */
export type Condition = string | null;

/** What holds somewhere: a bit for each condition that some alternative of the grammar names. */
export type Conditions = readonly number[];

/** An alternative with what it asks for as bits. */
export type Candidate = {
  readonly weight: number;
  readonly tags: readonly string[];
  /** Its place in `Used`: which number, and its bit there. */
  readonly usedAt: number;
  readonly usedBit: number;
  readonly registers: readonly string[];
  readonly text: readonly CompiledPiece[];
  /** By threes: the place of a number in `Conditions`, its bits that must be set, and those that must not. */
  readonly asks: readonly number[];
};

/** A place with the symbol that stands there where the caller gives nothing; undefined where there is none. */
export type CompiledPlace = Place & { readonly symbol: CompiledSymbol | undefined };
export type CompiledPiece = Words | CompiledPlace;

/** The alternatives of a symbol by the registers that use them. */
export type CompiledSymbol = { readonly name: string; in(register: string): Candidates };

/** Alternatives that a text has used, a bit for each by its number. */
export type Used = number[];

export type CompiledGrammar = {
  /** Undefined where there is no such symbol. */
  symbol(name: string): CompiledSymbol | undefined;
  compileText(text: Template): readonly CompiledPiece[];
  nothingUsed(): Used;
  /** The bits of a list. What no alternative asks for has none. */
  bitsOf(conditions: readonly Condition[]): Conditions;
  /** The bits of a speaker's traits, of a list, and of what is known otherwise, all at once. */
  holding(traits: readonly string[], conditions: readonly Condition[], known: Conditions | null): Conditions;
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

function toCompiled(grammar: LanguageData['grammar']): CompiledGrammar {
  const bits = bitsOfAll(grammar);
  const length = Math.ceil(bits.size / bitsPerNumber);
  const nothing: Conditions = new Array<number>(length).fill(0);
  let count = 0;
  const symbols = new Map([...grammar.keys()].map((name) => [name, new SymbolOfGrammar(name)]));
  for (const [name, alternatives] of grammar) symbols.get(name)?.all.push(...alternatives.map(toCandidate));
  const unused = new Array<number>(Math.ceil(count / bitsPerNumber)).fill(0);
  let speaker: { readonly traits: readonly string[]; readonly bits: Conditions } | undefined;
  return {
    symbol: (name) => symbols.get(name),
    compileText,
    nothingUsed: () => unused.slice(),
    bitsOf,
    holding(traits, conditions, known) {
      // Those of the speaker are asked for with each symbol of a text.
      if (speaker?.traits !== traits) speaker = { traits, bits: bitsOf(traits) };
      const result = speaker.bits.slice();
      if (known !== null)
        for (let index = 0; index < length; index += 1)
          result[index] = (result[index] as number) | (known[index] as number);
      add(result, conditions);
      return result;
    },
  };

  function toCandidate(alternative: Alternative): Candidate {
    const { weight, tags, registers, when, unless, text } = alternative;
    const number = count;
    count += 1;
    return {
      usedAt: (number / bitsPerNumber) | 0,
      usedBit: 1 << (number % bitsPerNumber),
      weight,
      tags,
      registers,
      text: compileText(text),
      asks: asksOf(bitsOf(when), bitsOf(unless)),
    };
  }

  function compileText(text: Template): readonly CompiledPiece[] {
    return text.map((piece) =>
      piece instanceof Words
        ? piece
        : { place: piece.place, forms: piece.forms, symbol: symbols.get(piece.place) },
    );
  }

  function bitsOf(conditions: readonly Condition[]): Conditions {
    const result = nothing.slice();
    add(result, conditions);
    return result;
  }

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

/** A number for each condition that some alternative names. */
function bitsOfAll(grammar: LanguageData['grammar']): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  for (const alternatives of grammar.values())
    for (const { when, unless } of alternatives)
      for (const condition of [...when, ...unless]) if (!bits.has(condition)) bits.set(condition, bits.size);
  return bits;
}

/** Most alternatives ask for little: numbers of which they ask nothing are left out. */
function asksOf(when: Conditions, unless: Conditions): number[] {
  return when.flatMap((wanted, index) => {
    const unwanted = unless[index] as number;
    return wanted === 0 && unwanted === 0 ? [] : [index, wanted, unwanted];
  });
}

class SymbolOfGrammar implements CompiledSymbol {
  readonly all: Candidate[] = [];
  private readonly byRegister = new Map<string, Candidates>();
  private latest: string | null = null;
  private latestCandidates: Candidates | null = null;

  constructor(readonly name: string) {}

  in(register: string): Candidates {
    // One speaker after the other: most ask as the last one did.
    if (register === this.latest && this.latestCandidates !== null) return this.latestCandidates;
    let candidates = this.byRegister.get(register);
    if (!candidates) {
      candidates = new Candidates(
        this.all.filter(({ registers }) => registers.length === 0 || registers.includes(register)),
      );
      this.byRegister.set(register, candidates);
    }
    this.latest = register;
    this.latestCandidates = candidates;
    return candidates;
  }
}
