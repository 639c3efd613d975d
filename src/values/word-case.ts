/** `grilled cheese` → `Grilled Cheese`; small words inside keep their case, capitals inside a word survive. */
export function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word, index) => (index > 0 && smallWords.has(word) ? word : capitalize(word)))
    .join(' ');
}

/** First letter upper, the rest as it is. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `room_type`, `roomType`, `room-type` → `room type`. */
export function spacedWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}

const smallWords = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'con',
  'de',
  'di',
  'e',
  'en',
  'for',
  'in',
  'la',
  'le',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
