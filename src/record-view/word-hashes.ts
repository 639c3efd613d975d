import type { Locale } from '../types/plan-row.js';
import { toWords } from './words.js';

/**
 * A number (32 bits, signed) for each of the units of `toWords`, in their order: the same for the same unit, hardly ever
 * for two.
 */
export function toWordHashes(text: string, locale: Locale): number[] {
  return hashAscii(text, locale) ?? toWords(text, locale).map(hashWord);
}

/** Most texts are plain ASCII, whose units are found in one pass, without a string for each; null for any other text. */
function hashAscii(text: string, locale: Locale): number[] | null {
  const hashes: number[] = [];
  const isSingle = locale === 'ja';
  let hash = start;
  let isInside = false;
  // What follows an apostrophe belongs to a word as far as it is letters.
  let isAfterApostrophe = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = lowerCase(text.charCodeAt(at));
    if (code > 0x7f) return null;
    if (isLetter(code) || (isDigit(code) && !isAfterApostrophe)) {
      hash = step(hash, code);
      isInside = true;
      if (!isSingle) continue;
    } else if (isInside && code === apostrophe && isLetter(lowerCase(text.charCodeAt(at + 1)))) {
      hash = step(hash, code);
      isAfterApostrophe = true;
      continue;
    }
    if (!isInside) continue;
    hashes.push(hash);
    hash = start;
    isInside = false;
    if (isAfterApostrophe) {
      isAfterApostrophe = false;
      // A digit right behind those letters begins a word of its own.
      if (isDigit(code)) at -= 1;
    }
  }
  if (isInside) hashes.push(hash);
  return hashes;
}

function hashWord(word: string): number {
  let hash = start;
  for (let at = 0; at < word.length; at += 1) hash = step(hash, word.charCodeAt(at));
  return hash;
}

/** FNV-1a, a code unit at a time. */
const start = 0x811c9dc5 | 0;

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

const apostrophe = 0x27;

function lowerCase(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
