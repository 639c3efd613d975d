/** Words of a name or a text, in lower case and without endings: `maxDistanceKm` and "maximum distances, km" have the same. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9\u3040-\u30ff\u3400-\u9fff]+/)
    .filter((word) => word !== '')
    .map(stem);
}

/** How well two lists of words name the same thing, 0–1. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  const left = new Set(one);
  const right = new Set(other);
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  if (shared === 0) return 0;
  const smaller = Math.min(left.size, right.size);
  const all = left.size + right.size - shared;
  // All words of the shorter name in the longer one is a good sign even where the longer one has more to say.
  return shared === smaller ? 0.5 + shared / all / 2 : shared / all;
}

/** Whether a text is written in Japanese. */
export function isJapanese(text: string): boolean {
  return /[\u3040-\u30ff]/.test(text);
}

const shortForms: { readonly [word: string]: string } = {
  max: 'maximum',
  min: 'minimum',
  num: 'number',
  qty: 'quantity',
  lang: 'language',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
  addr: 'address',
  info: 'information',
  temp: 'temperature',
  checkin: 'check',
};

function stem(word: string): string {
  const whole = Object.hasOwn(shortForms, word) ? (shortForms[word] ?? word) : word;
  // `city`, `cities`, `movie` and `movies` meet in forms that are no words, which nobody sees.
  if (whole.length > 4 && whole.endsWith('ies')) return whole.slice(0, -2);
  if (whole.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(whole)) return whole.slice(0, -2);
  if (whole.length > 3 && whole.endsWith('s') && !/(?:ss|us|is)$/.test(whole)) return whole.slice(0, -1);
  if (whole.length > 4 && whole.endsWith('ie')) return whole.slice(0, -1);
  return whole.length > 3 && /[^aeiou]y$/.test(whole) ? `${whole.slice(0, -1)}i` : whole;
}
