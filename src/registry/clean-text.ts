const entities: readonly (readonly [RegExp, string])[] = [
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#0?39;|&apos;/g, "'"],
  [/&nbsp;/g, ' '],
  [/&amp;/g, '&'],
];

const controlCharacters =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\uffff]/g;

/** Description without HTML, markup, control and zero-width characters; blanks folded; at most `maximumLength` characters, cut at a sentence or word. */
export function cleanText(text: string, maximumLength = 500): string {
  let clean = text.slice(0, 20_000);
  // Most texts hold no markup: a look for its first character is cheaper than a dozen patterns.
  if (clean.includes('<')) {
    clean = clean.replace(/<(?:script|style)\b[^>]{0,200}>[^<]{0,20000}/gi, ' ');
    clean = clean.replace(/<\/?[a-zA-Z][^<>]{0,500}>/g, ' ');
  }
  if (clean.includes('&')) for (const [pattern, plain] of entities) clean = clean.replace(pattern, plain);
  clean = clean
    .replace(controlCharacters, '')
    .replace(/!?\[([^[\]]{0,200})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/[`*#]{1,6}/g, '')
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/-{3,}|={3,}|_{4,}/g, ' ')
    .trim();
  if (/^[-–—.\s]*$/.test(clean)) return '';
  return clip(wellFormed(clean), maximumLength);
}

function clip(text: string, maximumLength: number): string {
  if (text.length <= maximumLength) return text;
  const head = text.slice(0, maximumLength);
  const sentence = Math.max(head.lastIndexOf('. '), head.lastIndexOf('。'));
  if (sentence > maximumLength / 3) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(' ');
  const cut = word > 0 ? head.slice(0, word) : head;
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** A one-line name without markup, emoji and control characters; as spelled otherwise. */
export function cleanName(name: string): string {
  return cleanText(name, 200)
    .replace(/[\ud83c-\ud83e][\udc00-\udfff]|[\u2600-\u27bf]|\ufe0f/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Lone surrogates cannot be written as UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
