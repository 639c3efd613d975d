/** Full-width letters, digits and signs become ASCII, then lower case, with single spaces and none at the ends. */
export function foldText(text: string): string {
  const isEven = isEvenlySpacedAscii(text);
  const lower = (isEven ? text : toHalfWidth(text)).toLowerCase();
  if (isEven) return lower;
  return (/\s\s|[\t\n\v\f\r]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** True of ASCII with single spaces inside: for most texts one look is all that is needed. */
function isEvenlySpacedAscii(text: string): boolean {
  let before = 0x20;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20 || text === '';
}

/** Keeps the number of UTF-16 units, so that offsets stay valid. */
export function toHalfWidth(text: string): string {
  // Most texts hold nothing to replace, and one look is cheaper than replacing.
  if (!wide.test(text)) return text;
  return text.replace(everyWide, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    if (code === 0x2018 || code === 0x2019) return "'";
    return code === 0x3000 || code === 0xa0 || code === 0x202f ? ' ' : '-';
  });
}

const wide = /[\uff01-\uff5e\u3000\u00a0\u202f\u2018\u2019\u2010-\u2013\u2212]/;
const everyWide = new RegExp(wide, 'g');
