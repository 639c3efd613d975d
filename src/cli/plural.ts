/** `1 record`, `2 records`, `2 entries`, `2 batches`. */
export function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${count} ${noun}es`;
  return `${count} ${/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
