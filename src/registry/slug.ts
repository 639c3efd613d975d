import { tokenizeName } from '../concepts/tokenize-name.js';

/**
 * Lower-case words of `[a-z0-9]` joined by `_`, at most `maximumLength` long and cut between words. A name of which
 * nothing is left (`日本電話帳`) gets a slug made from its hash, so that it keeps an id of its own.
 */
export function toSlug(name: string, maximumLength = 60): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const words = tokenizeName(plain)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '');
  if (words.length === 0) return `x${shortHash(name)}`;
  const whole = words.join('_');
  if (whole.length <= maximumLength) return whole;
  const kept: string[] = [];
  let length = 7;
  for (const word of words) {
    if (length + word.length + 1 > maximumLength) break;
    kept.push(word);
    length += word.length + 1;
  }
  if (kept.length === 0) kept.push(whole.slice(0, Math.max(1, maximumLength - 8)));
  return `${kept.join('_')}_${shortHash(name)}`;
}

/** Seven base-36 characters of a 32-bit FNV-1a hash over the UTF-16 code units. Stable on every machine. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, '0');
}
