/** Code points that no message needs more of. */
export const longestText = 6000;

/** What no new text of a message may be, whatever it says; null where nothing is wrong. */
export function findTextProblem(before: string, text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  const length = [...text].length;
  const limit = Math.min(longestText, Math.max(1500, 4 * [...before].length));
  if (length > limit) return `it is longer than ${limit} characters`;
  if (text !== text.trim()) return 'it begins or ends with white space';
  const odd = [...text].find(isOdd);
  return odd === undefined ? null : `it holds the character ${nameOf(odd)}`;
}

/** Control characters but the line break, lone surrogates, invisible marks, marks that turn the writing direction. */
function isOdd(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code !== 0x0a;
  return (
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff ||
    (code >= 0xfff0 && code <= 0xfffb) ||
    (code & 0xfffe) === 0xfffe ||
    (code >= 0xe0000 && code <= 0xe007f)
  );
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
