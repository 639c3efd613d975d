/** A pattern that begins by looking ahead, as its parts: each can be matched without looking. */
export type LookaheadParts = {
  /** Patterns that must match from the start, and those that must not. */
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
  /** What is left, from the start as well. */
  readonly rest: string;
};

/**
 * Takes `^(?!\s*$)(?=.*\d).+` apart into `^.+`, a pattern wanted (`^.*\d`) and one unwanted (`^\s*$`). Null of a pattern that
 * looks anywhere else, or whose rest has alternatives of its own.
 */
export function leadingLookaheads(pattern: string): LookaheadParts | null {
  if (!pattern.startsWith('^')) return null;
  const parts = { wanted: [] as string[], unwanted: [] as string[] };
  let rest = pattern.slice(1);
  for (let sign = /^\(\?([=!])/.exec(rest); sign !== null; sign = /^\(\?([=!])/.exec(rest)) {
    const end = closingAt(rest);
    if (end === null) return null;
    (sign[1] === '=' ? parts.wanted : parts.unwanted).push(`^(?:${rest.slice(3, end)})`);
    rest = rest.slice(end + 1);
  }
  const isPlain = !hasAlternatives(rest) && parts.wanted.length + parts.unwanted.length > 0;
  return isPlain ? { ...parts, rest: `^${rest}` } : null;
}

/** Place of the parenthesis that closes the first one; null where none does. */
function closingAt(text: string): number | null {
  let depth = 0;
  for (const { character, index } of structure(text)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return null;
}

function hasAlternatives(text: string): boolean {
  let depth = 0;
  for (const { character } of structure(text)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** Parentheses and bars that are no characters to match. */
function* structure(text: string): Generator<{ readonly character: string; readonly index: number }> {
  let inClass = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\\') index += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if ('()|'.includes(character)) yield { character, index };
  }
}
