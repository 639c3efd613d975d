/** Levels of lists and objects in a result that a record can hold. */
const deepestInside = 80;

/** Where a number may stand that a double cannot hold. */
const mayLoseDigits = /\d{16}|\d[eE]\+?\d{3}/;

/** Texts are stepped over, so that what is found are the numbers outside of them. */
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A result of an imported conversation as a value: JSON, in which numbers of which a double would lose digits are texts of them.
 * Plain words, and what nests too deep for a record, are the text itself.
 */
export function parseResult(content: string): unknown {
  try {
    const value: unknown = JSON.parse(content);
    if (content.length > deepestInside && nestsBeyond(value, deepestInside)) return content;
    return mayLoseDigits.test(content) ? JSON.parse(content.replace(textOrNumber, quoteLarge)) : value;
  } catch {
    return content;
  }
}

function nestsBeyond(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => nestsBeyond(member, levels - 1));
}

function quoteLarge(token: string): string {
  if (token.startsWith('"')) return token;
  const number = Number(token);
  const isSafe = Math.abs(number) <= 2 ** 53 - 1 || /[eE]/.test(token);
  return Number.isFinite(number) && (isSafe || String(number) === token) ? token : `"${token}"`;
}
