import { rememberByText } from './remember-by-text.js';

/**
 * Splits a name into lower-case words: `departureDate`, `departure_date`, `filter[departure date]` and `$departure.date`
 * all give `departure`, `date`. Digits stand alone (`address1`), a run of ideographs or kana is one word.
 */
export const tokenizeName: (name: string) => readonly string[] = rememberByText(splitIntoWords);

/** The same, not remembered: for what is remembered in another form. */
export function splitIntoWords(name: string): readonly string[] {
  const words = splitName(name.slice(0, 300));
  return words.some(isGlued) ? words.flatMap(unglue) : words;
}

/** A look at the length spares most words the pattern. */
function isGlued(word: string): boolean {
  return word.length >= shortestGlued && glued.test(word);
}

const shortestGlued = 'get'.length + 5;

/** `Listbudgets`: a verb written in one with its object. */
function unglue(word: string): readonly string[] {
  const parts = glued.exec(word);
  return parts === null ? [word] : [parts[1] ?? '', parts[2] ?? ''];
}

const glued =
  /^(list|get|fetch|search|create|update|delete)(?!ing|ion|ed|er|en|able|out|away|ment)([a-z]{5,40})$/;

type CharacterKind = 'lower' | 'upper' | 'digit' | 'ideograph' | 'separator';

/** Words are cut out of the name, not put together character by character: names are most of what a catalog holds. */
function splitName(name: string): string[] {
  const tokens: string[] = [];
  let start = -1;
  let previous: CharacterKind = 'separator';
  for (let at = 0, size = 1; at < name.length; at += size) {
    const code = name.codePointAt(at) ?? 0;
    size = code > 0xffff ? 2 : 1;
    const kind = kindOf(code);
    const isUpperRun = kind === 'upper' && previous === 'upper';
    const acronymEnds = isUpperRun && kindAt(name, at + 1) === 'lower';
    const startsWord = kind !== previous && !(previous === 'upper' && kind === 'lower');
    // `URLs` and `IDs`: a lone plural s belongs to the acronym before it.
    const pluralTail = acronymEnds && name[at + 1] === 's' && kindAt(name, at + 2) === 'separator';
    if ((startsWord || (acronymEnds && !pluralTail)) && start >= 0) {
      tokens.push(lowerCase(name.slice(start, at)));
      start = -1;
    }
    if (kind !== 'separator' && start < 0) start = at;
    previous = kind;
  }
  if (start >= 0) tokens.push(lowerCase(name.slice(start)));
  return tokens;
}

/** A separator beyond the end. */
function kindAt(name: string, at: number): CharacterKind {
  return kindOf(name.codePointAt(at) ?? 0);
}

/** The same for a letter wherever it stands: a last sigma is a sigma. */
function lowerCase(word: string): string {
  return word.includes('\u03a3')
    ? Array.from(word, (letter) => letter.toLowerCase()).join('')
    : word.toLowerCase();
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
