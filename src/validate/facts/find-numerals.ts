import { type FactPatterns, signOf } from './fact-patterns.js';
import type { Fact } from './scan-facts.js';
import { digitSign } from './text-signs.js';

/** Numerals in digits or words, with the signs attached to them, and codes that hold a digit. */
export function findNumerals(text: string, patterns: FactPatterns, signs: number): Fact[] {
  const facts: Fact[] = [];
  if ((signs & digitSign) !== 0) findDigits(text, facts);
  findWords(text, patterns, signs, facts);
  return facts;
}

/**
 * Runs of letters, digits and signs with a digit in them: `$1,200`, `19:30`, `HTL-20391`, `3rd`. A slash, and a hyphen
 * between numbers, part two facts (`4.5/5`); a claim may well cover both.
 */
function findDigits(text: string, facts: Fact[]): void {
  let index = 0;
  while (index < text.length) {
    const start = index;
    let hasDigit = false;
    if (isOf(text, index, opening)) {
      for (; isOf(text, index, inside); index += 1) hasDigit ||= isDigit(text.charCodeAt(index));
    } else if (
      isOf(text, index, plusMinus) &&
      isDigit(text.charCodeAt(index + 1)) &&
      !isOf(text, index - 1, alphanumeric)
    ) {
      hasDigit = true;
      for (index += 1; isOf(text, index, insideSigned); ) index += 1;
    } else index += 1;
    if (hasDigit) addToken(text.slice(start, index), start, facts);
  }
}

function addToken(run: string, at: number, facts: Fact[]): void {
  const token = run.replace(/[.,:+\-@#]+$/, '');
  let start = at;
  const parts = token.includes('-') && /^[\d.,:-]+$/.test(token) ? token.split('-') : [token];
  for (const part of parts) {
    if (part !== '')
      facts.push({ start, end: start + part.length, kind: /[A-Za-z]/.test(part) ? 'code' : 'numeral' });
    start += part.length + 1;
  }
}

// Characters by the classes that they belong to: a table is read faster than a pattern is tried at each word.
const [opening, inside, insideSigned, alphanumeric, plusMinus] = [1, 2, 4, 8, 16];
const classes = new Uint8Array(0x2100);
for (const [letters, own] of [
  [/[A-Za-z0-9_$€£¥₹₩₺₽%°]/, opening],
  [/[A-Za-z0-9_.,:@#$€£¥₹₩₺₽%°+-]/, inside],
  [/[A-Za-z0-9_.,:@#%°+-]/, insideSigned],
  [/[A-Za-z0-9]/, alphanumeric],
  [/[+-]/, plusMinus],
] as const) {
  for (let code = 0; code < classes.length; code += 1)
    if (letters.test(String.fromCharCode(code))) classes[code] = (classes[code] ?? 0) | own;
}

/** False beyond either end of the text. */
function isOf(text: string, index: number, wanted: number): boolean {
  const code = text.charCodeAt(index);
  return code < classes.length && ((classes[code] ?? 0) & wanted) !== 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function findWords(text: string, patterns: FactPatterns, signs: number, into: Fact[]): void {
  if ((signs & (signOf.numberWords | signOf.kanjiNumbers | signOf.one)) === 0) return;
  const facts: Fact[] = [];
  for (const name of ['numberWords', 'kanjiNumbers'] as const) {
    if ((signs & signOf[name]) === 0) continue;
    for (const match of text.matchAll(patterns[name])) {
      const end = match.index + match[0].length;
      const last = facts.at(-1);
      // "twenty-five" is one numeral.
      if (last !== undefined && last.end + 1 === match.index && text[last.end] === '-')
        facts[facts.length - 1] = { ...last, end };
      else facts.push({ start: match.index, end, kind: 'numeral' });
    }
  }
  if ((signs & signOf.one) !== 0) {
    for (const match of text.matchAll(/(?<![A-Za-z])([Oo]ne)(?= [a-z]{3,})/g)) {
      if (countsSomething(text, match.index))
        facts.push({ start: match.index, end: match.index + 3, kind: 'numeral' });
    }
  }
  into.push(...facts);
}

/** "one" counts where a noun follows; after "the", "this", "a cheaper" and before "of", "that", "is" it stands for something. */
function countsSomething(text: string, index: number): boolean {
  const before =
    /([A-Za-z']+)[ ,]*$/.exec(text.slice(Math.max(0, index - 24), index))?.[1]?.toLowerCase() ?? '';
  const after = /^one ([a-z']+)/i.exec(text.slice(index, index + 24))?.[1]?.toLowerCase() ?? '';
  const standsFor =
    /^(?:the|this|that|which|what|another|each|every|any|no|some|only|other|good|right|same|new|first|second|third|last|next|er|est)$/.test(
      before,
    ) || /(?:er|est|able|al|ic|ive|ful|ent|ant)$/.test(before);
  const goesOn =
    /^(?:of|that|is|was|are|with|for|and|or|you|your|from|has|have|had|which|who|would|should|could|can|will|more|moment|the|they|it|please|does|did|looks|sounds|suits|works|fits|before|after|when|where|instead|too|here|there|now|then|below|above|not|but|may|might|must|if|as|so|into|because|since)$/.test(
      after,
    );
  return !standsFor && !goesOn;
}
