/** Full-width letters, digits and signs become ASCII, then lower case, with single spaces and none at the ends. */
export function foldText(text: string): string {
  const lower = toHalfWidth(text).toLowerCase();
  return (/\s\s|[\t\n\v\f\r]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** Keeps the number of UTF-16 units, so that offsets stay valid. */
export function toHalfWidth(text: string): string {
  // Most texts are plain, and one look is cheaper than four replacements.
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u202f]/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}
