import type { FactPatterns } from './fact-patterns.js';
import type { Fact } from './scan-facts.js';

/** Numerals in digits or words, with the signs attached to them, and codes that hold a digit. */
export function findNumerals(text: string, patterns: FactPatterns): Fact[] {
  return [...findDigits(text), ...findWords(text, patterns)];
}

/**
 * Runs of letters, digits and signs with a digit in them: `$1,200`, `19:30`, `HTL-20391`, `3rd`. A slash, and a hyphen
 * between numbers, part two facts (`4.5/5`); a claim may well cover both.
 */
function findDigits(text: string): Fact[] {
  const facts: Fact[] = [];
  for (const match of text.matchAll(
    /[A-Za-z0-9_$€£¥₹₩₺₽%°][A-Za-z0-9_.,:@#$€£¥₹₩₺₽%°+-]*|(?<![A-Za-z0-9])[+-]?\d[A-Za-z0-9_.,:@#%°+-]*/g,
  )) {
    const token = match[0].replace(/[.,:+\-@#]+$/, '');
    if (!/\d/.test(token)) continue;
    let start = match.index;
    const parts = /^[\d.,:-]+$/.test(token) ? token.split('-') : [token];
    for (const part of parts) {
      if (part !== '')
        facts.push({ start, end: start + part.length, kind: /[A-Za-z]/.test(part) ? 'code' : 'numeral' });
      start += part.length + 1;
    }
  }
  return facts;
}

function findWords(text: string, { numberWords, kanjiNumbers }: FactPatterns): Fact[] {
  const facts: Fact[] = [];
  for (const pattern of [numberWords, kanjiNumbers]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const last = facts.at(-1);
      // "twenty-five" is one numeral.
      if (last !== undefined && last.end + 1 === match.index && text[last.end] === '-')
        facts[facts.length - 1] = { ...last, end };
      else facts.push({ start: match.index, end, kind: 'numeral' });
    }
  }
  for (const match of text.matchAll(/(?<![A-Za-z])([Oo]ne)(?= [a-z]{3,})/g)) {
    if (countsSomething(text, match.index))
      facts.push({ start: match.index, end: match.index + 3, kind: 'numeral' });
  }
  return facts;
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
