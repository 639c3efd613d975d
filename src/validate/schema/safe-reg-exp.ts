/**
 * A regular expression that cannot run away: quantified groups that themselves hold a quantifier or an alternation,
 * and back-references, are refused with an error. Used for the patterns of tool definitions, which are foreign input.
 */
export function safeRegExp(pattern: string, flags: string): RegExp {
  if (pattern.length > 1000 || isRisky(pattern))
    throw new Error(`the pattern ${pattern.slice(0, 80)} may take forever`);
  return new RegExp(pattern, flags);
}

type Group = { repeats: boolean; alternates: boolean };

function isRisky(pattern: string): boolean {
  if (/\\[1-9]|\\k</.test(pattern)) return true;
  const groups: Group[] = [{ repeats: false, alternates: false }];
  let unboundedAtTop = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    const group = groups.at(-1);
    if (group === undefined) return true;
    if (character === '\\') index += 1;
    else if (character === '[') index = endOfClass(pattern, index);
    else if (character === '(') groups.push({ repeats: false, alternates: false });
    else if (character === '|') group.alternates = true;
    else if (character === ')') {
      const closed = groups.pop();
      const outer = groups.at(-1);
      if (closed === undefined || outer === undefined) return true;
      if ((closed.repeats || closed.alternates) && isUnbounded(pattern, index + 1)) return true;
      outer.repeats ||= closed.repeats || isUnbounded(pattern, index + 1);
    }
    if (character !== ')' && isUnbounded(pattern, index + 1)) {
      group.repeats = true;
      unboundedAtTop += 1;
    }
  }
  // Each further unbounded repetition multiplies the work by the length of the text.
  return unboundedAtTop > 6;
}

function endOfClass(pattern: string, start: number): number {
  for (let index = start + 1; index < pattern.length; index += 1) {
    if (pattern[index] === '\\') index += 1;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
}

function isUnbounded(pattern: string, index: number): boolean {
  const character = pattern[index];
  if (character === '*' || character === '+') return true;
  return character === '{' && /^\{\d*,(?:\d{3,})?\}/.test(pattern.slice(index, index + 12));
}
