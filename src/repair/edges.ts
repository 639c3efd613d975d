import type { Span } from './span.js';

/**
 * What touches a stretch on the left and on the right, `''` where nothing there makes it a part of a longer word or number:
 * equal on both sides, the value is the same. Numbers mind most: a sign, a decimal point, a unit, a currency sign or a
 * counter makes another number of them.
 */
export function touching(characters: readonly string[], { start, end }: Span): readonly [string, string] {
  return [
    isClean(characters, start, -1) ? '' : run(characters, start, -1),
    isClean(characters, end - 1, 1) ? '' : run(characters, end - 1, 1),
  ];
}

type Kind = 'digit' | 'latin' | 'katakana' | 'kanji' | 'other';
type Direction = 1 | -1;

function isClean(characters: readonly string[], edge: number, direction: Direction): boolean {
  const kind = kindOf(characters[edge]);
  const neighbour = characters[edge + direction];
  const beyond = kindOf(characters[edge + 2 * direction]);
  if (neighbour === undefined || kind === 'other') return true;
  const beside = kindOf(neighbour);
  if (kind === 'kanji' || kind === 'katakana') return beside !== kind;
  if (beside === 'latin' || beside === 'digit' || neighbour === '_') return false;
  const joins = neighbour === '-' && (beyond === 'latin' || beyond === 'digit');
  if (kind === 'latin' || joins) return !joins;
  if ('.,:/'.includes(neighbour)) return beyond !== 'digit';
  return (
    beside === 'other' &&
    !'%‰°€$£¥'.includes(neighbour) &&
    !(direction === -1 && (neighbour === '-' || neighbour === '−'))
  );
}

/** The neighbours up to a change of kind; a mark takes what follows it along. */
function run(characters: readonly string[], edge: number, direction: Direction): string {
  let at = edge + direction;
  let text = characters[at] ?? '';
  let kind = kindOf(characters[at]);
  if (kind === 'other') kind = kindOf(characters[at + direction]);
  for (at += direction; kind !== 'other' && kindOf(characters[at]) === kind; at += direction)
    text += characters[at];
  return text;
}

export function kindOf(character: string | undefined): Kind {
  const code = character?.codePointAt(0) ?? 0;
  if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) return 'digit';
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return 'latin';
  // Latin with marks, Greek, Cyrillic and what else separates words by spaces.
  if (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7) return 'latin';
  if (code >= 0x30a1 && code <= 0x30fc && code !== 0x30fb) return 'katakana';
  const isKanji = (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3005;
  return isKanji || (code >= 0x20000 && code <= 0x3ffff) ? 'kanji' : 'other';
}
