const cache = new Map<string, readonly string[]>();
const cacheLimit = 200_000;

/**
 * Splits a name into lower-case words: `departureDate`, `departure_date`, `filter[departure date]` and `$departure.date`
 * all give `departure`, `date`. Digits stand alone (`address1`), a run of ideographs or kana is one word.
 */
export function tokenizeName(name: string): readonly string[] {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const tokens = split(name.slice(0, 300));
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(name, tokens);
  return tokens;
}

type CharacterKind = 'lower' | 'upper' | 'digit' | 'ideograph' | 'separator';

function split(name: string): string[] {
  const tokens: string[] = [];
  let current = '';
  let previous: CharacterKind = 'separator';
  const characters = [...name];
  for (const [index, character] of characters.entries()) {
    const kind = kindOf(character.codePointAt(0) ?? 0);
    const acronymEnds =
      kind === 'upper' &&
      previous === 'upper' &&
      kindOf(characters[index + 1]?.codePointAt(0) ?? 0) === 'lower';
    const startsWord = kind !== previous && !(previous === 'upper' && kind === 'lower' && current.length > 0);
    // `URLs` and `IDs`: a lone plural s belongs to the acronym before it.
    const pluralTail =
      acronymEnds && characters[index + 1] === 's' && isEnd(characters[index + 2]) && current.length > 0;
    if ((startsWord || (acronymEnds && !pluralTail)) && current !== '') {
      tokens.push(current);
      current = '';
    }
    if (kind !== 'separator') current += character.toLowerCase();
    previous = kind;
  }
  if (current !== '') tokens.push(current);
  return tokens;
}

function isEnd(character: string | undefined): boolean {
  return character === undefined || kindOf(character.codePointAt(0) ?? 0) === 'separator';
}

function kindOf(code: number): CharacterKind {
  if (code >= 0x61 && code <= 0x7a) return 'lower';
  if (code >= 0x41 && code <= 0x5a) return 'upper';
  if (code >= 0x30 && code <= 0x39) return 'digit';
  if (code < 0xc0) return 'separator';
  if (code <= 0x24f) return code === 0xd7 || code === 0xf7 ? 'separator' : 'lower';
  if (code >= 0x370 && code <= 0x1fff) return 'lower';
  if (code >= 0x3040 && code <= 0x30ff) return 'ideograph';
  if (code >= 0x3400 && code <= 0x9fff) return 'ideograph';
  if (code >= 0xac00 && code <= 0xd7a3) return 'ideograph';
  if (code >= 0xff66 && code <= 0xff9f) return 'ideograph';
  return 'separator';
}
