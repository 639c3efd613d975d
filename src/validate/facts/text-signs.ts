/**
 * Which lists of phrases a text may hold a phrase of, found in one pass over its characters: each list is a bit. Patterns of
 * many words are slow, and most texts hold none of their phrases.
 */
export type TextSigns = {
  /** By the hash of a Latin word in lower case. */
  readonly words: Map<number, number>;
  /** By a character that is no Latin letter and the one after it. */
  readonly pairs: Map<number, number>;
  readonly characters: Map<number, number>;
  /** For each character of ASCII whether a pair begins with it. */
  readonly asciiStarts: Uint8Array;
};

/** A text that holds what begins with a quotation mark. */
export const quoteSign = 1 << 20;
export const digitSign = 1 << 21;

export function createSigns(): TextSigns {
  return { words: new Map(), pairs: new Map(), characters: new Map(), asciiStarts: new Uint8Array(128) };
}

/** Makes texts with one of the phrases, in any case of their Latin letters, show a bit. */
export function addPhrases(signs: TextSigns, phrases: Iterable<string>, bit: number): void {
  for (const phrase of phrases) {
    if (/^[A-Za-z]/.test(phrase)) {
      // The longest word of a phrase is the rarest, as a rule, and the last of those that are as long.
      const [longest = ''] = (phrase.match(/[A-Za-z]+/g) ?? []).reverse().sort((a, b) => b.length - a.length);
      add(signs.words, hashWord(longest, 0, longest.length), bit);
    } else if (phrase.length === 1) add(signs.characters, phrase.charCodeAt(0), bit);
    else if (phrase.length > 1) {
      const first = phrase.charCodeAt(0);
      if (first < 128) signs.asciiStarts[first] = 1;
      add(signs.pairs, pairOf(first, phrase.charCodeAt(1)), bit);
    }
  }
}

export function readSigns(text: string, signs: TextSigns): number {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isLatin(code)) {
      let hash = hashStart;
      let end = index;
      for (let letter = code; isLatin(letter); letter = text.charCodeAt(end)) {
        hash = Math.imul(hash ^ (letter | 0x20), hashFactor);
        end += 1;
      }
      found |= signs.words.get(hash) ?? 0;
      index = end - 1;
    } else if (code < 128) {
      found |= asciiSigns[code] ?? 0;
      if (code === 0x27 && isQuoteMark(text, index)) found |= quoteSign;
      if (signs.asciiStarts[code] === 1)
        found |= signs.pairs.get(pairOf(code, text.charCodeAt(index + 1))) ?? 0;
    } else {
      found |= signs.pairs.get(pairOf(code, text.charCodeAt(index + 1))) ?? 0;
      found |= signs.characters.get(code) ?? 0;
      if (code === 0x201c || code === 0x300c || code === 0x300e) found |= quoteSign;
    }
  }
  return found;
}

const asciiSigns = new Int32Array(128);
asciiSigns.fill(digitSign, 0x30, 0x3a);
asciiSigns[0x22] = quoteSign;

/** An apostrophe opens a quotation only where no letter, digit or sign stands before it. */
function isQuoteMark(text: string, index: number): boolean {
  const before = index === 0 ? 0x20 : text.charCodeAt(index - 1);
  return before <= 0x20 || before > 0x7f;
}

const hashStart = 0x811c9dc5 | 0;
const hashFactor = 0x01000193;

function hashWord(text: string, start: number, end: number): number {
  let hash = hashStart;
  for (let index = start; index < end; index += 1)
    hash = Math.imul(hash ^ (text.charCodeAt(index) | 0x20), hashFactor);
  return hash;
}

function isLatin(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Of two units, the second in lower case where it is a Latin letter. */
function pairOf(first: number, second: number): number {
  return first * 0x10000 + (isLatin(second) ? second | 0x20 : second);
}

function add(to: Map<number, number>, key: number, bit: number): void {
  to.set(key, (to.get(key) ?? 0) | bit);
}
